/* SPDX-License-Identifier: Apache-2.0 */
#include "producers/producer.h"

_Static_assert(sizeof(char) == 1, "until the producer stands");
