#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts the tests of ctest's JUnit reports: prints passed, failed, skipped. usage: count_tests.py FILE…

Skipped is only what said so itself; a program that is not there, or a fixture that failed, is a failure.
"""
import sys
import xml.etree.ElementTree

passed = failed = skipped = 0
for path in sys.argv[1:]:
    for case in xml.etree.ElementTree.parse(path).getroot().iter("testcase"):
        status = case.get("status")
        if status == "run":
            passed += 1
        elif status == "notrun" and (case.find("skipped") is not None and
                                     case.find("skipped").get("message", "").startswith("SKIP_")):
            skipped += 1
        else:
            failed += 1
if passed + failed == 0:
    failed = 1  # no test at all is a failure
print(passed, failed, skipped)
