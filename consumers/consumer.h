/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CONSUMERS_CONSUMER_H
#define CONSUMERS_CONSUMER_H
/* Records in. */
#endif
