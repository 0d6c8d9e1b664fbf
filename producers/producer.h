/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PRODUCERS_PRODUCER_H
#define PRODUCERS_PRODUCER_H
/* Records out. */
#endif
