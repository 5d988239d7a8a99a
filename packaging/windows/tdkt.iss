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
AppPublisher=TĐKT Desktop
VersionInfoVersion={#Version}
UninstallDisplayName=TĐKT
MinVersion=10.0.17763
WizardStyle=modern
DefaultDirName={userpf}\TDKT
PrivilegesRequired=lowest
; the program holds this name while it runs: nothing is replaced or removed under an open window
AppMutex=TDKT-Desktop
SetupMutex=TDKT-Desktop-Setup
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

; Inno Setup brings no Vietnamese of its own. Every text that this installer can show is here; what is left out belongs to pages
; and tasks that it does not have (languages, passwords, licences, components, start menu folders, disks, downloads).
[LangOptions]
LanguageName=Tiếng Việt
LanguageID=$042A

[Messages]
SetupAppTitle=Cài đặt TĐKT
SetupWindowTitle=Cài đặt %1
UninstallAppTitle=Gỡ cài đặt
UninstallAppFullTitle=Gỡ cài đặt %1
InformationTitle=Thông tin
ConfirmTitle=Xác nhận
ErrorTitle=Lỗi
LdrCannotCreateTemp=Không tạo được tệp tạm. Việc cài đặt dừng lại
LdrCannotExecTemp=Không chạy được tệp trong thư mục tạm. Việc cài đặt dừng lại
LastErrorMessage=%1.%n%nLỗi %2: %3
SetupFileMissing=Thiếu tệp %1 trong bộ cài. Hãy lấy lại bộ cài rồi chạy lại.
SetupFileCorrupt=Bộ cài bị hỏng. Hãy lấy lại bộ cài.
SetupFileCorruptOrWrongVer=Bộ cài bị hỏng hoặc không hợp với chương trình cài đặt này. Hãy lấy lại bộ cài.
InvalidParameter=Tham số không đúng:%n%n%1
SetupAlreadyRunning=Bộ cài đang chạy.
WindowsVersionNotSupported=Phần mềm không chạy được trên bản Windows của máy này.
OnlyOnTheseArchitectures=Phần mềm chỉ cài được trên Windows cho bộ xử lý loại:%n%n%1
WinVersionTooLowError=Phần mềm cần %1 bản %2 hoặc mới hơn.
SetupAppRunningError=%1 đang mở.%n%nHãy đóng mọi cửa sổ của %1, rồi bấm Đồng ý để tiếp tục, hoặc Bỏ để dừng.
UninstallAppRunningError=%1 đang mở.%n%nHãy đóng mọi cửa sổ của %1, rồi bấm Đồng ý để tiếp tục, hoặc Bỏ để dừng.
ErrorCreatingDir=Không tạo được thư mục "%1"
ErrorTooManyFilesInDir=Không tạo được tệp trong thư mục "%1" vì có quá nhiều tệp
ExitSetupTitle=Dừng cài đặt
ExitSetupMessage=Chưa cài xong. Nếu dừng bây giờ, phần mềm sẽ không được cài; có thể chạy lại bộ cài lúc khác.%n%nDừng cài đặt?
ButtonBack=< &Quay lại
ButtonNext=&Tiếp >
ButtonInstall=&Cài đặt
ButtonOK=Đồng ý
ButtonCancel=Bỏ
ButtonYes=&Có
ButtonYesToAll=Có cho &tất cả
ButtonNo=&Không
ButtonNoToAll=Không cho tất &cả
ButtonFinish=&Hoàn tất
ButtonBrowse=&Chọn...
ButtonWizardBrowse=C&họn...
ButtonNewFolder=&Thư mục mới
ClickNext=Bấm Tiếp để tiếp tục, hoặc Bỏ để dừng.
BrowseDialogTitle=Chọn thư mục
BrowseDialogLabel=Chọn một thư mục trong danh sách, rồi bấm Đồng ý.
NewFolderName=Thư mục mới
WelcomeLabel1=Cài đặt [name]
WelcomeLabel2=Bộ cài sẽ cài [name/ver] cho riêng người dùng này, không cần quyền quản trị và không cần mạng.
WizardSelectDir=Nơi cài
SelectDirDesc=Cài [name] vào thư mục nào?
SelectDirLabel3=[name] sẽ được cài vào thư mục sau.
SelectDirBrowseLabel=Bấm Tiếp để tiếp tục. Muốn cài vào thư mục khác thì bấm Chọn.
DiskSpaceGBLabel=Cần ít nhất [gb] GB trống trên ổ đĩa.
DiskSpaceMBLabel=Cần ít nhất [mb] MB trống trên ổ đĩa.
CannotInstallToNetworkDrive=Không cài được vào ổ mạng.
CannotInstallToUNCPath=Không cài được vào thư mục của máy khác.
InvalidPath=Hãy ghi đủ đường dẫn, có tên ổ đĩa; ví dụ:%n%nC:\TDKT%n%nhoặc đường dẫn mạng dạng:%n%n\\may-chu\thu-muc
InvalidDrive=Ổ đĩa hoặc thư mục mạng đã chọn không có, hoặc không vào được. Hãy chọn nơi khác.
DiskSpaceWarningTitle=Không đủ chỗ trống
DiskSpaceWarning=Cần ít nhất %1 KB trống, nhưng ổ đĩa đã chọn chỉ còn %2 KB.%n%nVẫn tiếp tục?
DirNameTooLong=Tên thư mục hoặc đường dẫn quá dài.
InvalidDirName=Tên thư mục không đúng.
BadDirName32=Tên thư mục không được có các ký tự:%n%n%1
DirExistsTitle=Thư mục đã có
DirExists=Thư mục:%n%n%1%n%nđã có. Vẫn cài vào đó?
DirDoesntExistTitle=Chưa có thư mục
DirDoesntExist=Thư mục:%n%n%1%n%nchưa có. Tạo thư mục này?
WizardSelectTasks=Việc làm thêm
SelectTasksDesc=Làm thêm việc gì khi cài?
SelectTasksLabel2=Đánh dấu việc cần làm thêm khi cài [name], rồi bấm Tiếp.
WizardReady=Sẵn sàng cài đặt
ReadyLabel1=Sẵn sàng cài [name] vào máy này.
ReadyLabel2a=Bấm Cài đặt để bắt đầu, hoặc Quay lại để xem hay đổi các lựa chọn.
ReadyLabel2b=Bấm Cài đặt để bắt đầu.
ReadyMemoDir=Nơi cài:
ReadyMemoTasks=Việc làm thêm:
WizardPreparing=Chuẩn bị cài đặt
PreparingDesc=Đang chuẩn bị cài [name] vào máy này.
PreviousInstallNotCompleted=Lần cài hoặc gỡ phần mềm trước chưa xong. Hãy khởi động lại máy, rồi chạy lại bộ cài để cài [name].
CannotContinue=Không tiếp tục được. Hãy bấm Bỏ để dừng.
ApplicationsFound=Các phần mềm sau đang dùng những tệp cần thay. Nên để bộ cài tự đóng chúng.
ApplicationsFound2=Các phần mềm sau đang dùng những tệp cần thay. Nên để bộ cài tự đóng chúng; cài xong sẽ mở lại.
CloseApplications=&Tự đóng các phần mềm
DontCloseApplications=&Không đóng
ErrorCloseApplications=Không tự đóng được hết các phần mềm. Hãy đóng chúng rồi tiếp tục.
PrepareToInstallNeedsRestart=Cần khởi động lại máy, rồi chạy lại bộ cài để cài xong [name].%n%nKhởi động lại bây giờ?
WizardInstalling=Đang cài đặt
InstallingLabel=Đang cài [name] vào máy này, xin chờ một lát.
FinishedHeadingLabel=Đã cài xong [name]
FinishedLabelNoIcons=[name] đã được cài trên máy này.
FinishedLabel=[name] đã được cài trên máy này. Bấm đúp vào tệp .tdkt, hoặc mở TĐKT từ thực đơn Bắt đầu.
ClickFinish=Bấm Hoàn tất để đóng.
FinishedRestartLabel=Để cài xong [name], cần khởi động lại máy. Khởi động lại bây giờ?
FinishedRestartMessage=Để cài xong [name], cần khởi động lại máy.%n%nKhởi động lại bây giờ?
YesRadio=&Có, khởi động lại bây giờ
NoRadio=&Không, để sau
RunEntryExec=Mở %1
RunEntryShellExec=Xem %1
SetupAborted=Việc cài đặt chưa xong.%n%nHãy khắc phục rồi chạy lại bộ cài.
AbortRetryIgnoreSelectAction=Chọn cách làm
AbortRetryIgnoreRetry=&Thử lại
AbortRetryIgnoreIgnore=&Bỏ qua lỗi này và tiếp tục
AbortRetryIgnoreCancel=Dừng cài đặt
StatusClosingApplications=Đang đóng các phần mềm...
StatusCreateDirs=Đang tạo thư mục...
StatusExtractFiles=Đang chép các tệp...
StatusCreateIcons=Đang tạo biểu tượng...
StatusCreateRegistryEntries=Đang ghi đăng ký...
StatusSavingUninstall=Đang ghi thông tin để gỡ cài đặt...
StatusRunProgram=Đang hoàn tất...
StatusRestartingApplications=Đang mở lại các phần mềm...
StatusRollback=Đang trả lại như cũ...
ErrorInternal2=Lỗi bên trong: %1
ErrorFunctionFailedNoCode=%1 không thực hiện được
ErrorFunctionFailed=%1 không thực hiện được; mã %2
ErrorFunctionFailedWithMessage=%1 không thực hiện được; mã %2.%n%3
ErrorExecutingProgram=Không chạy được tệp:%n%1
ErrorRegOpenKey=Không mở được khóa đăng ký:%n%1\%2
ErrorRegCreateKey=Không tạo được khóa đăng ký:%n%1\%2
ErrorRegWriteKey=Không ghi được khóa đăng ký:%n%1\%2
FileAbortRetryIgnoreSkipNotRecommended=&Bỏ qua tệp này (không nên)
FileAbortRetryIgnoreIgnoreNotRecommended=&Bỏ qua lỗi này và tiếp tục (không nên)
SourceIsCorrupted=Tệp trong bộ cài bị hỏng
SourceDoesntExist=Không có tệp "%1" trong bộ cài
ExistingFileReadOnly2=Không thay được tệp cũ vì tệp đó chỉ cho đọc.
ExistingFileReadOnlyRetry=&Bỏ dấu chỉ cho đọc và thử lại
ExistingFileReadOnlyKeepExisting=&Giữ tệp cũ
ErrorReadingExistingDest=Không đọc được tệp cũ:
ErrorChangingAttr=Không đổi được thuộc tính của tệp cũ:
ErrorCreatingTemp=Không tạo được tệp trong nơi cài:
ErrorReadingSource=Không đọc được tệp trong bộ cài:
ErrorCopying=Không chép được tệp:
ErrorReplacingExistingFile=Không thay được tệp cũ:
ErrorRestartReplace=Không thay được tệp khi khởi động lại:
ErrorRenamingTemp=Không đổi được tên tệp trong nơi cài:
ErrorRestartingComputer=Bộ cài không khởi động lại được máy. Hãy tự khởi động lại.
UninstallNotFound=Không thấy tệp "%1". Không gỡ được.
UninstallOpenError=Không mở được tệp "%1". Không gỡ được
UninstallUnsupportedVer=Tệp "%1" thuộc bản khác của bộ cài. Không gỡ được
UninstallUnknownEntry=Gặp mục lạ (%1) trong thông tin gỡ cài đặt
ConfirmUninstall=Gỡ %1 khỏi máy này? Các đợt kiểm tra đã ghi vẫn được giữ.
UninstallStatusLabel=Đang gỡ %1 khỏi máy này, xin chờ một lát.
UninstalledAll=Đã gỡ %1. Các đợt kiểm tra vẫn nằm trong thư mục dữ liệu của người dùng.
UninstalledMost=Đã gỡ %1.%n%nMột số tệp không xóa được; có thể tự xóa. Các đợt kiểm tra vẫn được giữ.
UninstalledAndNeedsRestart=Để gỡ xong %1, cần khởi động lại máy.%n%nKhởi động lại bây giờ?
UninstallDataCorrupted=Tệp "%1" bị hỏng. Không gỡ được
WizardUninstalling=Đang gỡ cài đặt
StatusUninstalling=Đang gỡ %1...
ShutdownBlockReasonInstallingApp=Đang cài %1.
ShutdownBlockReasonUninstallingApp=Đang gỡ %1.

[CustomMessages]
LaunchProgram=Mở TĐKT
DesktopIcon=Tạo biểu tượng trên màn hình
Handbook=Hướng dẫn sử dụng TĐKT

[Tasks]
Name: desktopicon; Description: "{cm:DesktopIcon}"

[Files]
Source: "..\..\dist\tdkt\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; an older version's libraries beside the new ones would be loaded
Type: filesandordirs; Name: "{app}\du-lieu"
Type: filesandordirs; Name: "{app}\huong-dan"

[Icons]
Name: "{userprograms}\TĐKT"; Filename: "{app}\tdkt-desktop.exe"
Name: "{userprograms}\{cm:Handbook}"; Filename: "{app}\huong-dan\so-tay-huong-dan.pdf"
Name: "{userdesktop}\TĐKT"; Filename: "{app}\tdkt-desktop.exe"; Tasks: desktopicon

[Registry]
Root: HKCU; Subkey: "Software\Classes\.tdkt"; ValueType: string; ValueData: "TDKT.Package"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKCU; Subkey: "Software\Classes\.tdktdb"; ValueType: string; ValueData: "TDKT.Campaign"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKCU; Subkey: "Software\Classes\TDKT.Package"; ValueType: string; ValueData: "Tệp TĐKT gửi giữa các máy"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\TDKT.Package\DefaultIcon"; ValueType: string; ValueData: "{app}\tdkt-desktop.exe,0"
Root: HKCU; Subkey: "Software\Classes\TDKT.Package\shell\open\command"; ValueType: string; ValueData: """{app}\tdkt-desktop.exe"" ""%1"""
Root: HKCU; Subkey: "Software\Classes\TDKT.Campaign"; ValueType: string; ValueData: "Đợt kiểm tra TĐKT"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\TDKT.Campaign\DefaultIcon"; ValueType: string; ValueData: "{app}\tdkt-desktop.exe,0"
Root: HKCU; Subkey: "Software\Classes\TDKT.Campaign\shell\open\command"; ValueType: string; ValueData: """{app}\tdkt-desktop.exe"" ""%1"""

[Run]
Filename: "{app}\tdkt-desktop.exe"; Description: "{cm:LaunchProgram}"; Flags: nowait postinstall skipifsilent
