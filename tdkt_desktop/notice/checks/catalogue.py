"""Every rule by its code: how grave, why it matters (and where that is said), what to do. Codes never change meaning."""

from __future__ import annotations

from typing import NamedTuple

ND30 = "Nghị định 30/2020/NĐ-CP, Phụ lục I"
HOUSE = "quy ước lập thông báo của phần mềm"


class Kind(NamedTuple):
    """What is said of every finding of one code. `severity` is error, warning or hint."""

    severity: str
    title: str
    why: str
    remedy: str


CATALOGUE: dict[str, Kind] = {
    "date.issue_after_last_inspection": Kind(
        "error",
        "Ngày ban hành trước ngày kiểm tra",
        "Thông báo không thể ban hành trước khi kiểm tra xong đơn vị cuối cùng (lịch kiểm tra kèm theo).",
        "Sửa ngày ban hành, hoặc để trống ngày cho văn thư điền khi phát hành.",
    ),
    "date.period_equals_minmax_actual": Kind(
        "error",
        "Thời gian kiểm tra không khớp lịch thực hiện",
        "Câu mở đầu phải nêu đúng ngày đầu và ngày cuối thực tế trong lịch kiểm tra kèm theo.",
        "Ghi lại thời gian theo cột thực hiện của lịch kiểm tra.",
    ),
    "range.year_order": Kind(
        "error",
        "Giai đoạn ngược",
        "Năm cuối, ngày cuối của một khoảng thời gian không thể trước năm đầu, ngày đầu.",
        "Đối chiếu văn bản gốc và sửa lại giai đoạn.",
    ),
    "date.impossible": Kind(
        "error",
        "Ngày không có trong lịch",
        "Lịch không có ngày này.",
        "Đối chiếu văn bản gốc và sửa lại ngày.",
    ),
    "date.outside_year": Kind(
        "warning",
        "Ngày ngoài năm của đợt kiểm tra",
        "Ngày kiểm tra thường nằm trong năm của đợt kiểm tra; năm khác dễ là gõ nhầm.",
        "Kiểm tra lại năm của ngày đã ghi.",
    ),
    "date.outside_plan_window": Kind(
        "warning",
        "Kiểm tra ngoài thời gian của kế hoạch",
        "Các cuộc kiểm tra phải nằm trong thời gian mà kế hoạch quy định.",
        "Kiểm tra lại ngày; nếu đã điều chỉnh kế hoạch, nêu văn bản điều chỉnh.",
    ),
    "date.before_plan": Kind(
        "error",
        "Kiểm tra trước khi có kế hoạch",
        "Đoàn kiểm tra căn cứ vào kế hoạch nên không thể kiểm tra trước ngày ban hành kế hoạch.",
        "Kiểm tra lại ngày kiểm tra và ngày của kế hoạch.",
    ),
    "date.planned_before_plan": Kind(
        "warning",
        "Lịch dự kiến trước ngày ban hành kế hoạch",
        "Lịch dự kiến nằm trong kế hoạch nên không thể trước ngày ban hành kế hoạch.",
        "Kiểm tra lại lịch dự kiến và ngày của kế hoạch.",
    ),
    "date.hours_reversed": Kind(
        "warning",
        "Giờ kết thúc trước giờ bắt đầu",
        "Biên bản ghi giờ bắt đầu rồi mới đến giờ kết thúc.",
        "Sửa lại giờ của buổi kiểm tra.",
    ),
    "date.document_after_inspection": Kind(
        "warning",
        "Văn bản của đơn vị có ngày sau buổi kiểm tra",
        "Đoàn chỉ xem được văn bản đã ban hành đến ngày kiểm tra.",
        "Kiểm tra lại ngày của văn bản; nếu đơn vị bổ sung sau, ghi rõ trong ghi chú.",
    ),
    "date.anniversary": Kind(
        "error",
        "Số năm kỷ niệm không khớp",
        "Số năm phải bằng hiệu của hai mốc thời gian đi kèm.",
        "Tính lại số năm hoặc sửa mốc thời gian.",
    ),
    "money.sum_of_parts": Kind(
        "error",
        "Tổng không khớp các khoản",
        "Tổng số tiền phải khớp với các khoản nêu ngay sau đó.",
        "Cộng lại các khoản; sửa tổng hoặc bổ sung khoản còn thiếu.",
    ),
    "money.balance": Kind(
        "warning",
        "Thu, chi, tồn không khớp",
        "Số còn lại phải bằng số thu (kể cả số dư đầu kỳ) trừ số chi nêu trong cùng câu.",
        "Tính lại số còn lại, hoặc nói rõ khoản thu, chi chưa nêu.",
    ),
    "sum.total_of": Kind(
        "error",
        "Tổng không khớp các khoản đã ghi",
        "Danh mục quy định câu này là tổng của các câu thành phần.",
        "Cộng lại các khoản; sửa tổng hoặc bổ sung khoản còn thiếu.",
    ),
    "breakdown.exceeds_total": Kind(
        "error",
        "Số thành phần vượt tổng",
        "Các phần nêu kèm (“gồm”, “trong đó”) cộng lại không thể lớn hơn tổng.",
        "Đối chiếu số liệu gốc, sửa tổng hoặc số thành phần.",
    ),
    "breakdown.complete": Kind(
        "warning",
        "Phân loại chưa khép kín",
        "Các phần nêu kèm (“gồm”, “trong đó”) cộng lại ít hơn tổng, người đọc không rõ phần còn lại là gì.",
        "Nêu đủ các nhóm, hoặc nói rõ phần còn lại.",
    ),
    "sum.counts": Kind(
        "error",
        "Tổng số không khớp các số cộng lại",
        "Số ghi sau “tổng cộng”, “tổng số”, “cộng” phải bằng các số nêu ngay trước đó cộng lại.",
        "Cộng lại; sửa tổng hoặc số thành phần.",
    ),
    "sum.growth": Kind(
        "error",
        "Mức tăng, giảm không khớp hai số so sánh",
        "Mức tăng, giảm phải bằng hiệu của số kỳ này và số kỳ trước nêu trong cùng câu.",
        "Tính lại mức tăng, giảm, hoặc sửa số của kỳ trước.",
    ),
    "sum.rate": Kind(
        "error",
        "Bình quân hoặc mức chi không khớp tổng",
        "Mức cho một người, một đơn vị nhân với số lượng phải bằng tổng nêu trong cùng câu.",
        "Tính lại mức, số lượng hoặc tổng.",
    ),
    "ratio.over": Kind(
        "error", "Tử số lớn hơn mẫu số", "Số đơn vị không thể nhiều hơn tổng số đơn vị.", "Sửa lại tỷ lệ."
    ),
    "ratio.remainder": Kind(
        "error",
        "Các nhóm đơn vị cộng lại không bằng tổng",
        f"Số làm được, số chưa làm được, số không thuộc đối tượng và số chưa kiểm tra phải cộng lại bằng tổng ({HOUSE}).",
        "Đếm lại số đơn vị của từng nhóm.",
    ),
    "ratio.names_count": Kind(
        "error",
        "Số đơn vị không khớp số tên nêu",
        "Số đếm và danh sách tên trong ngoặc phải khớp nhau.",
        "Đếm lại, hoặc nêu đủ tên đơn vị.",
    ),
    "ratio.total_differs": Kind(
        "warning",
        "Mẫu số khác tổng số đơn vị được kiểm tra",
        "Tỷ lệ tính trên số đơn vị khác với số đơn vị đã nêu ở phần mở đầu.",
        "Sửa mẫu số, hoặc nói rõ tỷ lệ tính trên nhóm đơn vị nào.",
    ),
    "ratio.percent": Kind(
        "error", "Tỷ lệ phần trăm không khớp", "Phần trăm phải bằng tử số chia mẫu số.", "Tính lại phần trăm."
    ),
    "figure.typed_differs": Kind(
        "error",
        "Số gõ tay khác số liệu đã ghi",
        "Số trong lời văn phải bằng số đếm từ phiếu của các đơn vị.",
        "Thay số gõ tay bằng số liệu chèn từ danh sách, hoặc sửa lại số.",
    ),
    "figure.typed": Kind(
        "hint",
        "Số gõ tay, không theo số liệu",
        "Số đơn vị gõ bằng tay không tự đổi khi phiếu của các đơn vị đổi.",
        "Chèn số liệu từ danh sách nếu có, hoặc đối chiếu lại trước khi ban hành.",
    ),
    "coverage.connector": Kind(
        "warning",
        "“Cụ thể” nhưng chưa nêu đủ đơn vị",
        f"“Cụ thể” đòi hỏi nêu đủ từng đơn vị; nêu một phần thì dùng “điển hình như” ({HOUSE}).",
        "Bổ sung đơn vị còn thiếu, hoặc đổi thành “điển hình như”.",
    ),
    "coverage.detail": Kind(
        "hint",
        "Đơn vị chưa có số liệu minh họa",
        "Câu tổng hợp nêu cả các đơn vị này nhưng không có gì để dẫn chứng.",
        "Bổ sung số liệu hoặc nội dung cụ thể nếu có.",
    ),
    "coverage.schedule": Kind(
        "warning",
        "Số đơn vị khác lịch kiểm tra",
        "Số đơn vị nêu trong thông báo phải bằng số đơn vị trong lịch kiểm tra kèm theo.",
        "Đếm lại số đơn vị trong lịch và trong câu mở đầu.",
    ),
    "unit.canonical_name": Kind(
        "warning",
        "Một đơn vị viết nhiều cách",
        f"Một văn bản dùng một tên cho một đơn vị ({HOUSE}).",
        "Chọn một cách viết và dùng trong toàn văn bản.",
    ),
    "unit.names_alike": Kind(
        "warning",
        "Hai đơn vị có tên gần như nhau",
        "Tên gần giống nhau dễ là một đơn vị ghi hai lần, hoặc dễ bị nhầm khi gộp.",
        "Kiểm tra lại danh sách đơn vị; thêm phần phân biệt vào tên.",
    ),
    "format.ratio_padding": Kind(
        "warning",
        "Số đếm đơn vị viết không thống nhất",
        f"Số đơn vị dưới 10 viết thêm số 0 ở trước, thống nhất trong toàn văn bản: 05/06, 01 đơn vị ({HOUSE}).",
        "Viết lại số đếm cho thống nhất.",
    ),
    "money.unit_present": Kind(
        "warning",
        "Số tiền thiếu chữ “đồng”",
        f"Số tiền phải có đơn vị tiền ({HOUSE}).",
        "Thêm “đồng” sau số tiền.",
    ),
    "money.measure_named": Kind(
        "warning",
        "Số tiền chưa rõ là chỉ tiêu gì",
        "Danh mục yêu cầu nói rõ chỉ tiêu; các chỉ tiêu khác nhau không so sánh, không cộng được với nhau.",
        "Ghi rõ tên chỉ tiêu của khoản này.",
    ),
    "figure.measure_missing": Kind(
        "warning",
        "Số liệu thiếu đơn vị tính",
        "Con số không có đơn vị tính thì không hiểu được và không cộng được.",
        "Ghi đơn vị tính.",
    ),
    "amount.outlier": Kind(
        "hint",
        "Số liệu khác hẳn các đơn vị khác",
        "Chênh lệch hàng trăm lần dễ là nhầm triệu với tỷ, hoặc gõ thừa, thiếu số 0.",
        "Đối chiếu với tài liệu của đơn vị.",
    ),
    "period.outside_campaign": Kind(
        "warning",
        "Số liệu ngoài kỳ kiểm tra",
        "Thông báo nói về một năm; số liệu của kỳ khác dễ bị hiểu và bị cộng nhầm.",
        "Lấy số liệu trong kỳ, hoặc giữ và nói rõ là của kỳ nào.",
    ),
    "claim.needs_number": Kind(
        "hint",
        "Nhận định thiếu số liệu",
        "Nhận định về mức tăng, giảm hoặc về số đông cần con số để kiểm chứng.",
        "Thêm con số, hoặc bỏ nhận định.",
    ),
    "pattern.vague_count": Kind(
        "hint",
        "Nói phỏng chừng thay cho số đếm",
        f"“Một số”, “nhiều”, “còn có đơn vị” nên thay bằng số đếm khi đã biết ({HOUSE}).",
        "Thay bằng số đơn vị.",
    ),
    "claim.needs_names": Kind(
        "warning",
        "Nêu số đơn vị còn hạn chế mà không nêu tên",
        "Không có tên thì đơn vị không biết mình phải khắc phục, người đọc không kiểm chứng được.",
        "Nêu tên đơn vị trong ngoặc; với bản công khai, ghi tên ở biên bản và bỏ qua điểm này.",
    ),
    "provenance.required": Kind(
        "warning",
        "Kiến nghị không rõ của đơn vị nào",
        "Cơ quan được kiến nghị cần biết ai kiến nghị để trả lời.",
        "Ghi tên đơn vị kiến nghị, hoặc ghi kiến nghị vào phiếu của đơn vị.",
    ),
    "person.role_consistent": Kind(
        "warning",
        "Chức vụ của một người không thống nhất",
        "Một người giữ một vai trong Hội đồng; các phần của văn bản phải ghi như nhau.",
        "Đối chiếu quyết định thành lập Hội đồng và sửa cho thống nhất.",
    ),
    "team.chair_is_council_member": Kind(
        "warning",
        "Trưởng đoàn không phải thành viên Hội đồng",
        "Đoàn do thành viên Hội đồng làm trưởng đoàn; người khác chỉ thay khi được ủy quyền và phải nói rõ.",
        "Sửa câu mở đầu, hoặc ghi rõ việc ủy quyền.",
    ),
    "delegation.paper": Kind(
        "warning",
        "Ủy quyền không nêu văn bản",
        "Ủy quyền phải bằng văn bản để xác định thẩm quyền của người ký biên bản.",
        "Ghi số, ngày của văn bản ủy quyền.",
    ),
    "schedule.deviation_explained": Kind(
        "warning",
        "Kiểm tra khác lịch mà không nêu lý do",
        "Thực hiện khác kế hoạch phải có lý do; không thể vừa lệch lịch vừa nhận định đúng thời gian quy định.",
        "Ghi lý do; sửa nhận định về thời gian nếu có.",
    ),
    "format.citation": Kind(
        "warning",
        "Cách viện dẫn văn bản chưa đúng",
        f"Viện dẫn viết “Kế hoạch số 19/KH-HĐTĐKT ngày 06/6/2019”: không có dấu hai chấm, không cách trong số và ngày ({ND30}).",
        "Viết lại theo mẫu trên.",
    ),
    "citation.differs": Kind(
        "error",
        "Một văn bản viện dẫn hai cách",
        "Một văn bản chỉ có một số và một ngày; ghi khác nhau thì có chỗ sai.",
        "Đối chiếu văn bản gốc và ghi như nhau ở mọi chỗ.",
    ),
    "format.archive_line": Kind(
        "hint",
        "Dòng lưu chưa đúng mẫu",
        f"Dòng cuối của nơi nhận là “Lưu: VT, …” ({ND30}).",
        "Viết lại “Lưu: VT, …”.",
    ),
    "format.appendix_header": Kind(
        "hint",
        "Phụ lục không có chữ “Phụ lục”",
        f"Văn bản kèm theo phải mang chữ “Phụ lục” trên đầu ({ND30}).",
        "Thêm dòng “Phụ lục” trên tiêu đề của lịch kiểm tra.",
    ),
    "text.title_echo": Kind(
        "warning",
        "Câu kết gọi tên văn bản khác tiêu đề",
        f"Câu kết nhắc lại đúng trích yếu của văn bản ({HOUSE}).",
        "Sửa câu kết cho khớp trích yếu.",
    ),
    "text.punctuation": Kind(
        "hint",
        "Dấu câu",
        "Một ý trong danh sách kết thúc bằng dấu chấm phẩy hoặc dấu chấm.",
        "Sửa dấu câu cuối dòng.",
    ),
    "structure.criteria_coverage": Kind(
        "hint",
        "Số nội dung khác số mục kết quả",
        "Người đọc không đối chiếu được từng nội dung của kế hoạch với kết quả.",
        "Nêu kết quả theo từng nội dung, hoặc nói rõ các nội dung được ghép.",
    ),
    "structure.fact_without_criterion": Kind(
        "hint",
        "Nhận xét không có ở phần kết quả",
        "Phần nhận xét chỉ nên nói lại điều đã nêu ở phần kết quả kiểm tra.",
        "Bổ sung kết quả ở phần I, hoặc bỏ nhận xét này.",
    ),
    "narrative.contradiction": Kind(
        "hint",
        "Ưu điểm và hạn chế trái nhau",
        "Cùng một việc vừa nêu ở ưu điểm vừa nêu ở hạn chế, không nói đơn vị nào.",
        "Nêu số đơn vị và tên ở cả hai chỗ.",
    ),
    "cross.statements": Kind(
        "error",
        "Hai chỗ trong thông báo trái nhau",
        "Đã nói tất cả các đơn vị đều thực hiện (hoặc không có trường hợp nào) thì chỗ khác không thể còn đơn vị chưa thực hiện.",
        "Đối chiếu số liệu của từng đơn vị và sửa một trong hai câu.",
    ),
    "cross.contradiction": Kind(
        "warning",
        "Hai câu trả lời trái nhau",
        "Danh mục khai báo các câu trả lời này không đi cùng nhau trên một đơn vị.",
        "Đối chiếu lại với đơn vị và sửa một trong các câu.",
    ),
    "answer.outside_limits": Kind(
        "warning",
        "Số liệu ngoài mức của phiếu kiểm tra",
        "Phiếu kiểm tra quy định số ít nhất hoặc nhiều nhất của câu này; số khác dễ là gõ nhầm.",
        "Đối chiếu lại số liệu với đơn vị; nếu số đúng, ghi lý do và bỏ qua chỗ này.",
    ),
    "answer.must_apply": Kind(
        "warning",
        "Câu mọi đơn vị phải trả lời",
        "Phiếu kiểm tra quy định câu này áp dụng cho mọi đơn vị nên không ghi “không thuộc đối tượng”.",
        "Ghi câu trả lời, hoặc để “chưa kiểm tra” nếu chưa xem được.",
    ),
    "verdict.contradiction": Kind(
        "warning",
        "Kết luận trái với câu trả lời",
        "Kết luận về nội dung phải đi cùng câu trả lời và hạn chế đã ghi.",
        "Xem lại kết luận, hoặc câu trả lời.",
    ),
    "value.unclear": Kind(
        "warning",
        "Còn giá trị nhập chưa rõ",
        "Điều đã gõ chưa đọc được thành số hay ngày nên chưa được tính.",
        "Hỏi lại người ghi và nhập giá trị rõ ràng.",
    ),
    "unit.unfinished": Kind(
        "warning",
        "Đơn vị chưa đủ câu trả lời",
        "Câu chưa kiểm tra được đếm riêng, thông báo phải nói “chưa kiểm tra nội dung này”.",
        "Hỏi đoàn để bổ sung, hoặc ghi không thuộc đối tượng.",
    ),
    "unit.unsealed": Kind(
        "warning",
        "Đơn vị chưa chốt biên bản",
        "Thông báo chính thức chỉ lấy số liệu từ biên bản đã chốt.",
        "Chốt biên bản của đơn vị, hoặc giữ thông báo là dự thảo.",
    ),
    "conflict.open": Kind(
        "warning",
        "Còn xung đột chưa giải quyết",
        "Hai máy ghi khác nhau, số liệu dùng một bên mà chưa ai quyết định.",
        "Mở mục gộp tệp và chọn giá trị đúng.",
    ),
    "signed.differs": Kind(
        "warning",
        "Số liệu đã khác bản đã ký",
        "Bản đã ký và ban hành giữ nguyên, nhưng dữ liệu đã thay đổi sau khi ký.",
        "So sánh bản đã ký với hiện nay; nếu cần, mở lại thông báo để đính chính hoặc thay thế.",
    ),
}
