@echo off
rem Starts the command line that Maven compiled into this folder. Copied here by the build.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" "@%~dp0arguments" %*
exit /b %errorlevel%
