# Manual pages by scdoc; that of the configuration is made from the program's own table of options.
find_program(SCDOC scdoc)
if(SCDOC)
    set(manual ${CMAKE_BINARY_DIR}/man)
    file(MAKE_DIRECTORY ${manual})
    add_custom_command(
        OUTPUT ${manual}/rasid.8 ${manual}/rasid.yaml.5
        COMMAND ${CMAKE_SOURCE_DIR}/scripts/make_manual.sh ${SCDOC} $<TARGET_FILE:rasid> ${manual}
        DEPENDS rasid ${CMAKE_SOURCE_DIR}/docs/man/rasid.8.scd ${CMAKE_SOURCE_DIR}/docs/man/rasid.yaml.5.scd.in
                ${CMAKE_SOURCE_DIR}/scripts/make_manual.sh
        COMMENT "Making the manual"
        VERBATIM)
    add_custom_target(manual ALL DEPENDS ${manual}/rasid.8 ${manual}/rasid.yaml.5)
    install(FILES ${manual}/rasid.8 DESTINATION ${CMAKE_INSTALL_MANDIR}/man8)
    install(FILES ${manual}/rasid.yaml.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
endif()
