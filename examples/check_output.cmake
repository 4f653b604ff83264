# Runs `program`, with `arguments` where there are some, and compares what it prints with the file `expected`, byte for byte.
execute_process(COMMAND ${program} ${arguments} OUTPUT_FILE ${actual} RESULT_VARIABLE status)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "${program} ended with ${status}")
endif()
execute_process(COMMAND diff -u ${expected} ${actual} RESULT_VARIABLE differs)
if(NOT differs EQUAL 0)
    message(FATAL_ERROR "the output above is not what ${expected} says; if it is right: cp ${actual} ${expected}")
endif()
