/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DAEMON_COMMAND_H
#define DAEMON_COMMAND_H

/* One function a command of `rasid`: arguments after the command's name, a sysexits code back. */
int command_extract(int argc, char **argv);

#endif
