@echo off
rem The Makefile's targets on Windows: make run, make test, make setup, make bench, make app, make check, make clean
cd /d "%~dp0"
if "%1"=="" goto help
if "%1"=="clean" goto clean
where py >nul 2>nul
if errorlevel 1 (python tools\bootstrap.py %*) else (py -3 tools\bootstrap.py %*)
exit /b %errorlevel%

:help
echo make setup ^| run ^| test ^| bench ^| app ^| check ^| clean
exit /b 0

:clean
for %%d in (build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis tests\output) do if exist %%d rmdir /s /q %%d
if exist db\mbc.sqlite3 del db\mbc.sqlite3
exit /b 0
