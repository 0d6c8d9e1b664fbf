#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Plants one violation of each kind in a small tree and expects check_layers.py to find it."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[2]
TABLE = """
rasid_layer(common)
rasid_layer(codec DEPENDS common LIBS JANSSON)  # rasid_layer(ghost)
rasid_layer(daemon DEPENDS codec common
            LIBS UV)
"""
CLEAN = {
    "common/a.h": "#ifndef COMMON_A_H\n#define COMMON_A_H\n#endif\n",
    "common/a.c": '#include "common/a.h"\n#include <stdio.h>\n',
    "codec/b.c": '#include <jansson.h>\n#include "common/a.h"\n',
    "daemon/c.c": '#include "codec/b.h"\n#include <uv.h>\n',
}


def run(files):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in {"CMakeLists.txt": TABLE, **CLEAN, **files}.items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(text)
        done = subprocess.run([sys.executable, ROOT / "scripts/check_layers.py", root],
                              capture_output=True, text=True, check=False)
        return done.returncode, done.stdout


class CheckLayers(unittest.TestCase):
    def assert_found(self, files, what):
        code, out = run(files)
        self.assertEqual(code, 1, out)
        self.assertIn(what, out)
        self.assertEqual(out.count("\n"), 1, out)

    def test_a_clean_tree_passes(self):
        self.assertEqual(run({}), (0, ""))

    def test_the_real_tree_passes(self):
        done = subprocess.run([sys.executable, ROOT / "scripts/check_layers.py"],
                              capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_a_lower_layer_may_not_see_a_higher_one(self):
        self.assert_found({"common/d.c": '#include "daemon/c.h"\n'},
                          "common/d.c:1: common may not include daemon")

    def test_an_outside_library_stays_at_home(self):
        self.assert_found({"common/d.c": "#include <stdio.h>\n#include <uv.h>\n"},
                          "common/d.c:2: uv.h belongs to daemon only")
        self.assert_found({"daemon/d.c": "# include <librdkafka/rdkafka.h>\n"},
                          "librdkafka/rdkafka.h belongs to")

    def test_an_outside_library_is_in_no_header(self):
        guard = "#ifndef CODEC_D_H\n#define CODEC_D_H\n"
        self.assert_found({"codec/d.h": guard + "#include <jansson.h>\n#endif\n"},
                          "codec/d.h:3: jansson.h in a header")

    def test_headers_are_guarded(self):
        self.assert_found({"common/d.h": "#ifndef D_H\n#define D_H\n#endif\n"},
                          "common/d.h:1: no header guard COMMON_D_H")

    def test_the_own_header_comes_first(self):
        self.assert_found({"common/a.c": '#include <stdio.h>\n#include "common/a.h"\n'},
                          "common/a.c:1: the first include must be common/a.h")

    def test_a_header_of_no_layer_is_found(self):
        self.assert_found({"common/d.c": '#include "elsewhere/x.h"\n'},
                          '"elsewhere/x.h" is in no layer')


if __name__ == "__main__":
    unittest.main()
