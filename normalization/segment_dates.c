/* SPDX-License-Identifier: Apache-2.0 */
/* Publication dates of the segments: metadata first, then the page's date lines, then a date
 * without a year placed by the time of fetching. What is missing (a clock, a zone) is taken from a
 * date line of the same day and from the source's hint. */
#include "normalization/segments.h"

static bool hint_is_of(const struct source_hint *hint, const struct article *article)
{
    struct strview host = article->url;
    size_t scheme = strview_find(host, STRVIEW("://"), 0);

    if (hint->domain.len == 0)
        return false;
    if (strview_equal_ascii_case(hint->domain, article->source))
        return true;
    if (scheme < host.len)
        host = strview_slice(host, scheme + 3, host.len);
    host = strview_slice(host, 0, strview_find(host, STRVIEW("/"), 0));
    host = strview_slice(host, 0, strview_find(host, STRVIEW(":"), 0));
    if (host.len < hint->domain.len)
        return false;
    size_t before = host.len - hint->domain.len;

    return strview_equal_ascii_case(strview_slice(host, before, host.len), hint->domain) &&
           (before == 0 || host.ptr[before - 1] == '.');
}

const struct source_hint *find_source_hint(const struct normalize_options *options,
                                           const struct article *article)
{
    for (size_t i = 0; options != NULL && i < options->source_count; i++)
        if (hint_is_of(&options->sources[i], article))
            return &options->sources[i];
    return NULL;
}

static void apply_zone(struct calendar *calendar, const struct source_hint *hint,
                       struct timestamp *time)
{
    if (hint == NULL || hint->time_zone == NULL || time->precision == TIME_UNKNOWN ||
        time->is_zone_known)
        return;
    time->is_zone_known = calendar_zone_minutes(calendar, strview_from(hint->time_zone), time->day,
                                                time->second, &time->zone_minutes);
}

void read_published_text(const struct segment_rules *rules, struct article *article,
                         bool is_month_first)
{
    struct date_found found;

    if (article->published.precision != TIME_UNKNOWN || article->published_text.len == 0)
        return;
    line_text_set(rules->line, article->published_text);
    if (!date_line_find(rules->dates, rules->line, is_month_first, &found))
        return;
    if (!found.has_year && article->fetched.precision == TIME_UNKNOWN)
        return;
    if (!found.has_year)
        date_place_year(&found.time, article->fetched.day);
    article->published = found.time;
}

/* A clock that a date line of the same day adds. */
static struct timestamp add_clock(const struct page *page, struct timestamp date)
{
    for (size_t i = 0; i < page->count && date.precision == TIME_DAY; i++) {
        const struct page_line *line = &page->lines[i];

        if (line->has_date && line->date.has_year && line->date.time.day == date.day &&
            line->date.time.precision < TIME_DAY)
            return line->date.time;
    }
    return date;
}

/* The first date line, with or without a year. */
static struct timestamp first_date(const struct article *article, const struct page *page,
                                   bool has_year)
{
    struct timestamp date = {.precision = TIME_UNKNOWN, .second = -1};

    for (size_t i = 0; i < page->count; i++) {
        if (!page->lines[i].has_date || page->lines[i].date.has_year != has_year)
            continue;
        date = page->lines[i].date.time;
        if (!has_year)
            date_place_year(&date, article->fetched.day);
        break;
    }
    return date;
}

void set_segment_dates(struct calendar *calendar, struct article *article, const struct page *page,
                       const struct source_hint *hint)
{
    struct timestamp date = article->published;

    for (size_t i = 0; i < article->segment_count && date.precision == TIME_UNKNOWN; i++)
        date = article->segments[i].published;
    if (date.precision == TIME_UNKNOWN)
        date = first_date(article, page, true);
    if (date.precision == TIME_UNKNOWN && article->fetched.precision != TIME_UNKNOWN)
        date = first_date(article, page, false);
    date = add_clock(page, date);
    for (size_t i = 0; i < article->segment_count; i++) {
        struct segment *segment = &article->segments[i];

        if (segment->published.precision == TIME_UNKNOWN || i == 0)
            segment->published = date;
        apply_zone(calendar, hint, &segment->published);
    }
}
