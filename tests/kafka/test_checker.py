#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The checker finds what it is there to find."""
import unittest

from checker import check


class Checker(unittest.TestCase):
    def test_everything_once_is_valid(self):
        result = check(["a", "b"], ["b", "a"])
        self.assertTrue(result["valid?"])
        self.assertEqual(result["ok-count"], 2)

    def test_a_missing_output_is_lost(self):
        result = check(["a", "b"], ["a"])
        self.assertFalse(result["valid?"])
        self.assertEqual(result["lost"], ["b"])

    def test_an_output_seen_twice_is_duplicated(self):
        result = check(["a", "b"], ["a", "b", "b"])
        self.assertFalse(result["valid?"])
        self.assertEqual(result["duplicated"], ["b"])
        self.assertEqual(result["ok-count"], 1)

    def test_an_output_of_nothing_is_unexpected(self):
        result = check(["a"], ["a", "c"])
        self.assertFalse(result["valid?"])
        self.assertEqual(result["unexpected"], ["c"])


if __name__ == "__main__":
    unittest.main()
