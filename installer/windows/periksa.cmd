@echo off
rem Mencoba semua bagian program di PC ini.
"%~dp0python.exe" -m desktop_app --self-test %*
if "%~1"=="" pause
