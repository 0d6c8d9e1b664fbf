# What a package holds. Units and configuration go where systemd and administrators look for them.
install(TARGETS rasid DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${CMAKE_BINARY_DIR}/rasid.lexicon DESTINATION ${CMAKE_INSTALL_DATADIR}/rasid)
install(FILES systemd/rasid.service systemd/rasid@.service DESTINATION lib/systemd/system)
install(FILES conf/rasid.yaml DESTINATION ${CMAKE_INSTALL_SYSCONFDIR}/rasid)
install(FILES README.md CHANGELOG.md LICENSE NOTICE language/SOURCES.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
