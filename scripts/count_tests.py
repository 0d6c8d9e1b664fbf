#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts the tests of ctest's JUnit reports: prints passed, failed, skipped. usage: count_tests.py FILE…"""
import sys
import xml.etree.ElementTree

passed = failed = skipped = 0
for path in sys.argv[1:]:
    for case in xml.etree.ElementTree.parse(path).getroot().iter("testcase"):
        status = case.get("status")
        if status == "run":
            passed += 1
        elif case.find("skipped") is not None and status != "fail":
            skipped += 1
        else:
            failed += 1
if passed + failed == 0:
    failed = 1  # no test at all is a failure
print(passed, failed, skipped)
