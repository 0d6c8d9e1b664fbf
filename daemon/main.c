/* SPDX-License-Identifier: Apache-2.0 */
#include "daemon/command.h"

int main(int argc, char **argv)
{
    return command_extract(argc, argv);
}
