# Installs the headers, the compiled parts that were built, and the package that find_package(tessera) reads.

include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_DATADIR}/cmake/tessera)

install(TARGETS tessera EXPORT tesseraTargets COMPONENT library FILE_SET HEADERS COMPONENT library)
install(EXPORT tesseraTargets NAMESPACE tessera:: DESTINATION ${package_dir} COMPONENT library)

if(TARGET tessera_zones)
    install(TARGETS tessera_zones EXPORT tesseraZonesTargets ARCHIVE COMPONENT zones)
    install(EXPORT tesseraZonesTargets NAMESPACE tessera:: DESTINATION ${package_dir} COMPONENT zones)
endif()
if(TARGET tessera_document)
    install(TARGETS tessera_document EXPORT tesseraDocumentTargets ARCHIVE COMPONENT document)
    install(EXPORT tesseraDocumentTargets NAMESPACE tessera:: DESTINATION ${package_dir} COMPONENT document)
endif()
if(TARGET tessera_tool)
    install(TARGETS tessera_tool RUNTIME COMPONENT tool)
endif()

configure_package_config_file(cmake/tesseraConfig.cmake.in ${PROJECT_BINARY_DIR}/tesseraConfig.cmake
    INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/tesseraConfigVersion.cmake
    COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/tesseraConfig.cmake ${PROJECT_BINARY_DIR}/tesseraConfigVersion.cmake
    DESTINATION ${package_dir} COMPONENT library)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT library)
