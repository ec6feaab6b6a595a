@echo off
rem Starts Rollcall's command line with the java of JAVA_HOME, or of the path. JAVA_OPTS is handed to it.
setlocal
set java=java
if defined JAVA_HOME set java=%JAVA_HOME%\bin\java
"%java%" -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -Djdk.console=java.base %JAVA_OPTS% -cp "%~dp0..\lib\*" dev.rollcall.cli.Main %*
exit /b %ERRORLEVEL%
