# The counters start at nought before the first part of the tests; when all parts have run, fewer than 95 % of the
# lines of include/ fail.
find_program(TESSERA_GCOVR gcovr REQUIRED)
add_test(NAME coverage/start COMMAND find ${PROJECT_BINARY_DIR} -name "*.gcda" -delete)
set_tests_properties(coverage/start PROPERTIES FIXTURES_SETUP counters)
add_test(NAME coverage/report
    COMMAND ${TESSERA_GCOVR} -j 2 --root ${PROJECT_SOURCE_DIR} --filter "${PROJECT_SOURCE_DIR}/include/"
            --exclude-throw-branches --print-summary --fail-under-line 95
            --html-details ${PROJECT_BINARY_DIR}/coverage.html --txt ${PROJECT_BINARY_DIR}/coverage.txt
            ${PROJECT_BINARY_DIR})
set_tests_properties(coverage/report PROPERTIES WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} FIXTURES_REQUIRED all_ran TIMEOUT 300)
set_tests_properties(${unit_parts} PROPERTIES FIXTURES_REQUIRED counters FIXTURES_SETUP all_ran)
