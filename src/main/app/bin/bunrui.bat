@echo off
rem Starts Bunrui with the Java of JAVA_HOME, else with the one on the PATH.
setlocal
set "APP=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"

rem DJL, the engine's binding, would otherwise report its use to its makers on cloud machines.
set "OPT_OUT_TRACKING=true"
rem Threads that wait sleep instead of spinning; the engine's warnings are about its own insides.
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=PASSIVE"
if not defined TORCH_CPP_LOG_LEVEL set "TORCH_CPP_LOG_LEVEL=ERROR"

set "MEMORY=-Xmx1g"
rem The window's heap begins small, and its old part large enough that it is seldom collected.
if "%~1"=="" set "MEMORY=-Xmx1g -Xms224m -Xmn40m -XX:MetaspaceSize=96m -XX:TieredStopAtLevel=1"

rem The console shows UTF-8 while Bunrui runs, and what it showed before afterwards.
for /f "tokens=2 delims=:." %%p in ('chcp') do set "PAGE=%%p"
chcp 65001 >nul
"%JAVA%" %MEMORY% -XX:+UseSerialGC %BUNRUI_JAVA_OPTIONS% -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 "-Dbunrui.app=%APP%" -cp "%APP%\lib\*" dev.bunrui.Launcher %*
set "CODE=%ERRORLEVEL%"
chcp %PAGE% >nul
exit /b %CODE%
