# Completion for three shells, by the program itself, where each looks for it.
set(completion ${CMAKE_BINARY_DIR}/completion)
file(MAKE_DIRECTORY ${completion})
set(completion_files "")
foreach(shell IN ITEMS bash zsh fish)
    add_custom_command(
        OUTPUT ${completion}/${shell}
        COMMAND rasid completion ${shell} > ${completion}/${shell}
        DEPENDS rasid
        VERBATIM)
    list(APPEND completion_files ${completion}/${shell})
endforeach()
add_custom_target(completion ALL DEPENDS ${completion_files})
install(FILES ${completion}/bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME rasid)
install(FILES ${completion}/zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions RENAME _rasid)
install(FILES ${completion}/fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d RENAME rasid.fish)
