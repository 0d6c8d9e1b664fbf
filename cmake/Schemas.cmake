# docs/*.schema.json as a table in C, for `rasid schema`. Run by itself (cmake -P) it writes the file OUT from SOURCES.
if(CMAKE_SCRIPT_MODE_FILE)
    set(arrays "")
    set(rows "")
    foreach(source IN LISTS SOURCES)
        get_filename_component(name ${source} NAME)
        string(REPLACE ".schema.json" "" name ${name})
        file(READ ${source} hex HEX)
        string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
        string(REGEX REPLACE "((0x..,){20})" "\\1\n" bytes "${bytes}")
        string(APPEND arrays "static const unsigned char ${name}[] = {\n${bytes}\n};\n")
        string(APPEND rows "    {\"${name}\", ${name}, sizeof(${name})},\n")
    endforeach()
    file(WRITE ${OUT} "/* Made by cmake/Schemas.cmake. */\n#include \"daemon/schemas.h\"\n\n${arrays}\n"
        "const struct schema schemas[] = {\n${rows}};\n\n"
        "const size_t schema_count = sizeof(schemas) / sizeof(schemas[0]);\n")
    return()
endif()

file(GLOB schemas CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/docs/*.schema.json)
add_custom_command(
    OUTPUT ${CMAKE_BINARY_DIR}/schemas.c
    COMMAND ${CMAKE_COMMAND} "-DSOURCES=${schemas}" -DOUT=${CMAKE_BINARY_DIR}/schemas.c
            -P ${CMAKE_SOURCE_DIR}/cmake/Schemas.cmake
    DEPENDS ${schemas} ${CMAKE_SOURCE_DIR}/cmake/Schemas.cmake
    VERBATIM)
target_sources(rasid_daemon PRIVATE ${CMAKE_BINARY_DIR}/schemas.c)
