; みちしるべ: the Windows installer. Compiled by installer.py, which gives these with -D:
;   VERSION     desktop.__version__          VERSION_FOUR  the same with four numbers
;   FILES       the generated list of files  OUTPUT        the installer to write
;   KILOBYTES   size of the installed files  PANEL         a picture for the first page
;   TARGET, ICON, FAST  (optional)
;
; Options when run:
;   /S            asks nothing and shows nothing; the exit status tells (below)
;   /ALLUSERS     for all users of the PC, into Program Files; needs an elevated prompt
;   /D=folder     another folder; must come last and without quotation marks
; uninstall.exe knows /S (keeps the user's data) and /DELETEDATA (removes them as well).
;
; Nothing here may remove a file that the installer did not put there: the user may have chosen a
; folder with other things in it. So files are removed by name, and folders only when empty.

Unicode true
!ifndef TARGET
  !define TARGET amd64-unicode
!endif
Target ${TARGET}
!ifdef FAST ; for trials
  SetCompress off
!else
  SetCompressor /SOLID lzma
!endif

!include FileFunc.nsh
!include LogicLib.nsh
!include MUI2.nsh
!include WinVer.nsh
!include x64.nsh
!include "${FILES}" ; macros InstallFiles, RemoveFiles

!define NAME "みちしるべ"
!define PROGRAM "michishirube.exe"
!define CONSOLE "michishirube-cli.exe"
!define FOLDER "michishirube"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\michishirube"
!define PORTABLE_MARKER "portable.txt"
!define PORTABLE_DATA "michishirube-data"
!define SHORTCUT "$SMPROGRAMS\${NAME}.lnk"

; Exit statuses beside NSIS's own (1 cancelled, 2 aborted)
!define STATUS_RUNNING 3
!define STATUS_NOT_ADMIN 4
!define STATUS_BAD_FOLDER 5
!define STATUS_OLD_WINDOWS 6

Name "${NAME}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${FOLDER}"
BrandingText "${NAME} ${VERSION}"
SetDateSave off ; the same input gives the same installer
AllowSkipFiles off
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION_FOUR}"
VIAddVersionKey /LANG=1041 "ProductName" "${NAME}"
VIAddVersionKey /LANG=1041 "FileDescription" "${NAME} インストーラー"
VIAddVersionKey /LANG=1041 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1041 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1041 "CompanyName" "michishirube contributors"
VIAddVersionKey /LANG=1041 "LegalCopyright" "MIT License"

Var AllUsers ; 1: for all users of the PC
Var Data     ; the data folder of the user who runs this

!ifdef ICON
  !define MUI_ICON "${ICON}"
  !define MUI_UNICON "${ICON}"
!endif
!define MUI_ABORTWARNING
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PANEL}"
!define MUI_WELCOMEPAGE_TITLE "${NAME} ${VERSION} を入れます"
!define MUI_WELCOMEPAGE_TEXT "小さなまちが、国の支援制度を見つけて計画するための道具です。$\r$\n$\r$\n\
管理者の権限は要りません。インターネットにはつながりません。$\r$\n$\r$\n\
前の版から入れ替えるときも、入力したデータはそのまま残ります。$\r$\n\
開いている「${NAME}」があれば、先に閉じてください。"
; NSIS's own Japanese speaks of アンインストール元 and the like, too long for its labels and buttons.
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_HEADER_TEXT "入れる場所"
!define MUI_PAGE_HEADER_SUBTEXT "ふつうは、このままで［入れる］を押してください。"
!define MUI_DIRECTORYPAGE_TEXT_TOP "次のフォルダーに入れます。情報担当の方から指定があるときは、［参照］で選び直してください。"
!define MUI_DIRECTORYPAGE_TEXT_DESTINATION "フォルダー"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE RefuseUnfitFolder
!insertmacro MUI_PAGE_DIRECTORY
InstallButtonText "入れる(&I)"
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "入れ終わりました"
!define MUI_FINISHPAGE_TEXT "スタートメニューの「${NAME}」から、いつでも開けます。$\r$\n$\r$\n［完了］を押すと、この画面が閉じます。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!define MUI_FINISHPAGE_RUN_TEXT "${NAME} を開く"
!insertmacro MUI_PAGE_FINISH
!define MUI_PAGE_HEADER_TEXT "「${NAME}」の削除"
!define MUI_PAGE_HEADER_SUBTEXT "このパソコンから「${NAME}」を取り除きます。"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "続けるときは［削除］を押してください。入力したデータがあれば、残すかどうかをこのあと尋ねます。"
!define MUI_UNCONFIRMPAGE_TEXT_LOCATION "場所"
!insertmacro MUI_UNPAGE_CONFIRM
UninstallButtonText "削除(&U)"
!define MUI_PAGE_HEADER_TEXT "削除しています"
!define MUI_PAGE_HEADER_SUBTEXT "しばらくお待ちください。"
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "削除しました"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT "［閉じる］を押すと、この画面が閉じます。"
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Japanese"

; --- Shared by installer and uninstaller --------------------------------------------------------

; Ends with the status when nobody is there to read the message, or after it was read.
!macro Refuse STATUS TEXT
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  SetErrorLevel ${STATUS}
  Quit
!macroend

!macro SharedFunctions UN
; Windows lets nobody write to a program that runs: opening it for writing tells.
Function ${UN}RefuseRunning
  again:
  StrCpy $1 ""
  !insertmacro TestFree "${PROGRAM}"
  !insertmacro TestFree "${CONSOLE}"
  ${If} $1 == ""
    Return
  ${EndIf}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "「${NAME}」が開いているため、続けられません。$\r$\n$\r$\n\
画面を閉じてから［再試行］を押してください。見当たらないときは、パソコンを再起動してください。$\r$\n\
データはそのまま残っています。" /SD IDCANCEL IDRETRY again
  SetErrorLevel ${STATUS_RUNNING}
  Quit
FunctionEnd

Function ${UN}RequireAdmin
  UserInfo::GetAccountType
  Pop $0
  ${If} $0 != "Admin"
    !insertmacro Refuse ${STATUS_NOT_ADMIN} "すべての利用者のための導入・削除には、管理者の権限が要ります。$\r$\n\
「管理者として実行」したコマンドプロンプトから実行してください。$\r$\n$\r$\n\
自分だけが使う場合、管理者の権限は要りません（/ALLUSERS を付けずに実行）。"
  ${EndIf}
FunctionEnd

; The data folder belongs to the user also when the program is for all users.
Function ${UN}FindData
  SetShellVarContext current
  StrCpy $Data "$LOCALAPPDATA\${FOLDER}"
  ${If} $AllUsers == 1
    SetShellVarContext all
  ${EndIf}
FunctionEnd
!macroend

!macro TestFree FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    ${If} ${Errors}
      StrCpy $1 "${FILE}"
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
!macroend

!insertmacro SharedFunctions ""
!insertmacro SharedFunctions "un."

; --- Installer ----------------------------------------------------------------------------------

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${RunningX64}
    !insertmacro Refuse ${STATUS_OLD_WINDOWS} "「${NAME}」には、64ビットの Windows 10 以降が必要です。"
  ${EndIf}
  SetRegView 64
  StrCpy $AllUsers 0
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/ALLUSERS" $2
  ${IfNot} ${Errors}
    Call RequireAdmin
    StrCpy $AllUsers 1
  ${EndIf}
  Call FindData
  Call ChooseFolder
  ${If} ${Silent}
    Call RefuseUnfitFolder
  ${EndIf}
FunctionEnd

; Where an older version lies, unless another folder was given with /D.
Function ChooseFolder
  SetShellVarContext current
  StrCpy $1 "$LOCALAPPDATA\Programs\${FOLDER}"
  ${If} $AllUsers == 1
    SetShellVarContext all
  ${EndIf}
  ${If} $INSTDIR != $1
    Return
  ${EndIf}
  ReadRegStr $0 SHCTX "${UNINSTALL_KEY}" "InstallLocation"
  ${If} ${FileExists} "$0\${PROGRAM}"
    StrCpy $INSTDIR $0
  ${ElseIf} $AllUsers == 1
    StrCpy $INSTDIR "$PROGRAMFILES64\${FOLDER}"
  ${EndIf}
FunctionEnd

Function RefuseUnfitFolder
  ${If} $INSTDIR == $Data
    MessageBox MB_OK|MB_ICONSTOP "このフォルダーには、入力したデータが置かれます。別のフォルダーを選んでください。$\r$\n$\r$\n$INSTDIR" /SD IDOK
  ${ElseIf} ${FileExists} "$INSTDIR\${PORTABLE_MARKER}"
  ${OrIf} ${FileExists} "$INSTDIR\${PORTABLE_DATA}\*.*"
    MessageBox MB_OK|MB_ICONSTOP "このフォルダーには、持ち運び版の「${NAME}」かそのデータがあります。別のフォルダーを選んでください。$\r$\n$\r$\n$INSTDIR" /SD IDOK
  ${Else}
    Return
  ${EndIf}
  ${If} ${Silent}
    SetErrorLevel ${STATUS_BAD_FOLDER}
    Quit
  ${EndIf}
  Abort ; back to the page where the folder is chosen
FunctionEnd

; Removes the version before, wherever it lies, by its own uninstaller: it knows its files.
Function RemoveOlder
  ReadRegStr $0 SHCTX "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $0 != ""
  ${AndIf} $0 != $INSTDIR
    Push $0
    Call RunOldUninstaller
    Delete "$0\uninstall.exe"
    RMDir "$0"
  ${EndIf}
  Push $INSTDIR
  Call RunOldUninstaller
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}" ; no uninstaller, or it was damaged
    !insertmacro RemoveFiles
    RMDir /r "$INSTDIR\_internal" ; what an unknown version left: the program's parts, nobody's data
  ${EndIf}
FunctionEnd

Function RunOldUninstaller
  Exch $2
  ${If} ${FileExists} "$2\uninstall.exe"
    ExecWait '"$2\uninstall.exe" /S /UPDATE _?=$2' $1
    ${If} $1 == ${STATUS_RUNNING}
      !insertmacro Refuse ${STATUS_RUNNING} "「${NAME}」が開いているため、入れ替えられません。$\r$\n画面を閉じてから、もう一度実行してください。$\r$\n$\r$\n$2"
    ${EndIf}
  ${EndIf}
  Pop $2
FunctionEnd

Section
  Call RefuseRunning
  Call RemoveOlder
  !insertmacro InstallFiles
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "${SHORTCUT}" "$INSTDIR\${PROGRAM}" "" "$INSTDIR\${PROGRAM}" 0 SW_SHOWNORMAL "" "国の支援制度を見つけて計画する"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "michishirube contributors"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

; --- Uninstaller --------------------------------------------------------------------------------

Var Update     ; 1: called by the installer of another version
Var DeleteData ; 1: the user's data go as well

Function un.onInit
  SetRegView 64
  StrCpy $AllUsers 0
  ReadRegStr $0 HKLM "${UNINSTALL_KEY}" "InstallLocation"
  ${If} $0 == $INSTDIR
    Call un.RequireAdmin
    StrCpy $AllUsers 1
  ${EndIf}
  Call un.FindData
  ${GetParameters} $0
  StrCpy $Update 0
  ClearErrors
  ${GetOptions} $0 "/UPDATE" $1
  ${IfNot} ${Errors}
    StrCpy $Update 1
  ${EndIf}
  StrCpy $DeleteData 0
  ClearErrors
  ${GetOptions} $0 "/DELETEDATA" $1
  ${IfNot} ${Errors}
    StrCpy $DeleteData 1
  ${EndIf}
FunctionEnd

Function un.AskAboutData
  ${If} $Update == 1
  ${OrIf} $DeleteData == 1
  ${OrIfNot} ${FileExists} "$Data\*.*"
    Return
  ${EndIf}
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "入力したデータ（まちの情報、選んだ制度、控え）も消しますか。消すと元に戻せません。$\r$\n$\r$\n$Data$\r$\n$\r$\n\
［いいえ］を選ぶとデータは残り、入れ直したときに続きから使えます。" /SD IDNO IDNO keep
  StrCpy $DeleteData 1
  keep:
FunctionEnd

Section Uninstall
  Call un.RefuseRunning
  Call un.AskAboutData
  !insertmacro RemoveFiles
  ${If} $Update == 1
    SetErrorLevel 0
    Return
  ${EndIf}
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only when nothing else lies there
  Delete "${SHORTCUT}"
  DeleteRegKey SHCTX "${UNINSTALL_KEY}"
  ${If} $DeleteData == 1
    RMDir /r "$Data"
  ${EndIf}
SectionEnd
