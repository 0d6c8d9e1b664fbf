/* SPDX-License-Identifier: Apache-2.0 */
#include "consumers/consumer.h"

_Static_assert(sizeof(char) == 1, "until the consumer stands");
