# What `cmake --install` puts where: program, libraries, header, rules, schema, and the package files by
# which others find them (pkg-config duban, find_package(duban)).
include(CMakePackageConfigHelpers)

install(TARGETS duban_shared duban_static EXPORT duban_targets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
set_target_properties(duban_shared PROPERTIES EXPORT_NAME duban)
set_target_properties(duban_static PROPERTIES EXPORT_NAME duban_static)
if(TARGET duban)
  install(TARGETS duban RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(FILES ${PROJECT_SOURCE_DIR}/include/duban.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/rules DESTINATION ${CMAKE_INSTALL_DATADIR}/duban)
install(FILES ${PROJECT_SOURCE_DIR}/out/records.rng DESTINATION ${CMAKE_INSTALL_DATADIR}/duban)

set(DUBAN_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/duban)
install(EXPORT duban_targets NAMESPACE duban:: DESTINATION ${DUBAN_PACKAGE_DIR} FILE duban-targets.cmake)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/duban-config.cmake.in
  ${PROJECT_BINARY_DIR}/duban-config.cmake INSTALL_DESTINATION ${DUBAN_PACKAGE_DIR} PATH_VARS CMAKE_INSTALL_DATADIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/duban-config-version.cmake
  COMPATIBILITY SameMajorVersion)
install(FILES ${PROJECT_BINARY_DIR}/duban-config.cmake ${PROJECT_BINARY_DIR}/duban-config-version.cmake
  DESTINATION ${DUBAN_PACKAGE_DIR})

file(RELATIVE_PATH DUBAN_PC_PREFIX ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(${PROJECT_SOURCE_DIR}/cmake/duban.pc.in ${PROJECT_BINARY_DIR}/duban.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/duban.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
