option(RASID_WERROR "Warnings are errors" OFF)
option(RASID_ASAN "AddressSanitizer, UndefinedBehaviorSanitizer, LeakSanitizer" OFF)
option(RASID_TSAN "ThreadSanitizer" OFF)
option(RASID_COVERAGE "gcov instrumentation" OFF)
option(RASID_FUZZ "libFuzzer targets (clang)" OFF)
option(RASID_HARDEN "hardening flags of a release" OFF)

add_library(rasid_flags INTERFACE)
target_compile_definitions(rasid_flags INTERFACE _GNU_SOURCE RASID_VERSION="${PROJECT_VERSION}")
target_compile_options(rasid_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wundef -Wformat=2 -Wimplicit-fallthrough
    $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes -Wmissing-prototypes -Wvla>
    -fno-strict-aliasing -fno-delete-null-pointer-checks)
if(RASID_WERROR)
    target_compile_options(rasid_flags INTERFACE -Werror)
endif()
if(RASID_ASAN)
    target_compile_definitions(rasid_flags INTERFACE RASID_ASAN=1)
    target_compile_options(rasid_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(rasid_flags INTERFACE -fsanitize=address,undefined)
endif()
if(RASID_TSAN)
    target_compile_options(rasid_flags INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
    target_link_options(rasid_flags INTERFACE -fsanitize=thread)
endif()
if(RASID_COVERAGE)
    target_compile_options(rasid_flags INTERFACE --coverage -O0)
    target_link_options(rasid_flags INTERFACE --coverage)
endif()
if(RASID_FUZZ)
    target_compile_options(rasid_flags INTERFACE -fsanitize=fuzzer-no-link,address,undefined)
    target_link_options(rasid_flags INTERFACE -fsanitize=address,undefined)
endif()
if(RASID_HARDEN)
    # OpenSSF's compiler hardening guide, as far as GCC 12 and Clang 14 take it.
    target_compile_options(rasid_flags INTERFACE
        -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-clash-protection -fstack-protector-strong
        -fno-strict-overflow -Werror=format-security
        $<$<COMPILE_LANG_AND_ID:C,GNU>:-ftrivial-auto-var-init=zero -Wtrampolines -Wbidi-chars=any -fexceptions>
        $<$<COMPILE_LANGUAGE:C>:-Werror=implicit -Werror=incompatible-pointer-types -Werror=int-conversion>)
    if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|amd64")
        target_compile_options(rasid_flags INTERFACE -fcf-protection=full)
    endif()
    target_link_options(rasid_flags INTERFACE -pie -Wl,-z,relro,-z,now,-z,noexecstack,-z,nodlopen,--as-needed)
endif()
