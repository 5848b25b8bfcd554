@echo off
rem Starts the command line that Maven compiled into this folder. Copied here by the build.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
rem Java's optimising compiler comes too late for one image; folders repay it
set "compiler=-XX:TieredStopAtLevel=1"
if "%~1"=="batch" set "compiler="
if "%~1"=="evaluate" set "compiler="
"%java%" %compiler% "@%~dp0arguments" %*
exit /b %errorlevel%
