# Runs the tests once in one process and fails when fewer than 95 % of the lines of include/ ran.
find_program(TESSERA_GCOVR gcovr REQUIRED)
add_custom_target(tessera_coverage
    COMMAND find ${PROJECT_BINARY_DIR} -name "*.gcda" -delete
    COMMAND tessera_tests -w NoAssertions
    COMMAND ${TESSERA_GCOVR} --root ${PROJECT_SOURCE_DIR} --filter "${PROJECT_SOURCE_DIR}/include/"
            --exclude-throw-branches --print-summary --fail-under-line 95
            --html-details ${PROJECT_BINARY_DIR}/coverage.html --txt ${PROJECT_BINARY_DIR}/coverage.txt
            ${PROJECT_BINARY_DIR}
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    USES_TERMINAL VERBATIM)
