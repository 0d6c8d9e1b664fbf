/* SPDX-License-Identifier: Apache-2.0 */
/* The header stands alone. */
#include "kafka/stream.h"
