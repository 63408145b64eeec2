# A room is one folder under src/ and one static library that links only its arrows.
#   undertone_room(watch USES base model media LINKS PRIVATE some::library)
function(undertone_room name)
  cmake_parse_arguments(ROOM "" "" "USES;LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cpp ${PROJECT_SOURCE_DIR}/src/${name}/*.h)
  add_library(${name} STATIC ${sources})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(${name} PRIVATE undertone_compile)
  if(ROOM_USES)
    target_link_libraries(${name} PUBLIC ${ROOM_USES})
  endif()
  if(ROOM_LINKS)
    target_link_libraries(${name} ${ROOM_LINKS})
  endif()
endfunction()

# Every src/ROOM/voices/*.dsp becomes a C++ class of the same name at build time.
#   acid_bass.dsp -> <build>/voices/acid_bass.h, class acid_bass : public FaustDsp
# What includes them, src/ROOM/patches_*.cpp, counts on whole numbers that wrap round, and is worth more of the compiler's time.
# None of these options changes a sample.
function(undertone_voices name)
  file(GLOB voices CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/voices/*.dsp)
  file(GLOB shared CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/voices/*.lib)
  set(made)
  foreach(dsp ${voices})
    get_filename_component(voice ${dsp} NAME_WE)
    set(header ${PROJECT_BINARY_DIR}/voices/${voice}.h)
    add_custom_command(OUTPUT ${header}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/voices
      COMMAND ${FAUST} -lang cpp -cn ${voice} -scn FaustDsp -ftz 2 ${dsp} -o ${header}
      DEPENDS ${dsp} ${shared} VERBATIM)
    list(APPEND made ${header})
  endforeach()
  file(GLOB players CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/patches_*.cpp)
  set_source_files_properties(${players} PROPERTIES
    COMPILE_OPTIONS "-O3;-fwrapv;-fno-math-errno;-fno-trapping-math")
  if(made)
    add_custom_target(${name}_voices DEPENDS ${made})
    add_dependencies(${name} ${name}_voices)
  endif()
  target_include_directories(${name} SYSTEM PRIVATE ${PROJECT_BINARY_DIR}/voices)
endfunction()
