; Per-user installer for Windows (Inno Setup 6.3 or newer): no administrator rights, no network.
; Build: see packaging/README.md. The version is passed: ISCC /DVersion=0.2.0 packaging\windows\tdkt.iss
#ifndef Version
  #error Pass the version: ISCC /DVersion=... (the one in tdkt_desktop\__init__.py)
#endif

[Setup]
AppId={{6B6F1C52-6C0C-4E0B-9A57-3B3B6D7F4E21}
AppName=TĐKT
AppVersion={#Version}
AppVerName=TĐKT {#Version}
DefaultDirName={localappdata}\Programs\TDKT
DefaultGroupName=TĐKT
PrivilegesRequired=lowest
DisableProgramGroupPage=yes
DisableDirPage=auto
OutputDir=..\..\dist
OutputBaseFilename=tdkt-{#Version}-setup
SetupIconFile=..\..\build\tdkt.ico
UninstallDisplayIcon={app}\tdkt-desktop.exe
Compression=lzma2
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
CloseApplications=yes
LanguageDetectionMethod=none
ShowLanguageDialog=no

; Inno Setup brings no Vietnamese of its own: its few words are here, the rest is not met in this short installer.
[Messages]
SetupAppTitle=Cài đặt TĐKT
SetupWindowTitle=Cài đặt %1
WelcomeLabel1=Cài đặt [name]
WelcomeLabel2=Phần mềm sẽ được cài cho riêng người dùng này, không cần quyền quản trị và không cần mạng.%n%nHãy đóng TĐKT nếu đang mở.
ReadyLabel1=Sẵn sàng cài đặt.
ReadyLabel2a=Bấm Cài đặt để bắt đầu.
ReadyLabel2b=Bấm Cài đặt để bắt đầu.
InstallingLabel=Đang chép các tệp, xin chờ một lát.
FinishedHeadingLabel=Đã cài đặt xong
FinishedLabel=TĐKT đã được cài trên máy này. Bấm đúp vào tệp .tdkt hoặc mở TĐKT từ thực đơn Bắt đầu.
FinishedLabelNoIcons=TĐKT đã được cài trên máy này.
ClickFinish=Bấm Hoàn tất để đóng.
ButtonNext=&Tiếp
ButtonBack=&Quay lại
ButtonInstall=&Cài đặt
ButtonFinish=&Hoàn tất
ButtonCancel=&Bỏ
ButtonYes=&Có
ButtonNo=&Không
ExitSetupTitle=Dừng cài đặt
ExitSetupMessage=Chưa cài xong. Dừng lại?
ConfirmUninstall=Gỡ %1 khỏi máy này? Các đợt kiểm tra đã ghi vẫn được giữ.
UninstalledAll=Đã gỡ %1. Các đợt kiểm tra vẫn nằm trong thư mục dữ liệu của người dùng.

[CustomMessages]
LaunchProgram=Mở TĐKT
DesktopIcon=Tạo biểu tượng trên màn hình

[Tasks]
Name: desktopicon; Description: "{cm:DesktopIcon}"

[Files]
Source: "..\..\dist\tdkt\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; an older version's libraries beside the new ones would be loaded
Type: filesandordirs; Name: "{app}\du-lieu"

[Icons]
Name: "{userprograms}\TĐKT"; Filename: "{app}\tdkt-desktop.exe"
Name: "{userdesktop}\TĐKT"; Filename: "{app}\tdkt-desktop.exe"; Tasks: desktopicon

[Registry]
Root: HKCU; Subkey: "Software\Classes\.tdkt"; ValueType: string; ValueData: "TDKT.Package"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\.tdktdb"; ValueType: string; ValueData: "TDKT.Campaign"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\TDKT.Package"; ValueType: string; ValueData: "Tệp TĐKT gửi giữa các máy"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\TDKT.Package\DefaultIcon"; ValueType: string; ValueData: "{app}\tdkt-desktop.exe,0"
Root: HKCU; Subkey: "Software\Classes\TDKT.Package\shell\open\command"; ValueType: string; ValueData: """{app}\tdkt-desktop.exe"" ""%1"""
Root: HKCU; Subkey: "Software\Classes\TDKT.Campaign"; ValueType: string; ValueData: "Đợt kiểm tra TĐKT"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\TDKT.Campaign\DefaultIcon"; ValueType: string; ValueData: "{app}\tdkt-desktop.exe,0"
Root: HKCU; Subkey: "Software\Classes\TDKT.Campaign\shell\open\command"; ValueType: string; ValueData: """{app}\tdkt-desktop.exe"" ""%1"""

[Run]
Filename: "{app}\tdkt-desktop.exe"; Description: "{cm:LaunchProgram}"; Flags: nowait postinstall skipifsilent
