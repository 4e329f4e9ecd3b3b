internal import CXLSXWriter

extension Worksheet {
  /// Lets cells take only dates from a day on.
  /// - Throws: when a text is too long or the cells are off the sheet.
  public func restrictToDates(
    _ range: CellRange, from day: (year: Int, month: Int, day: Int), errorTitle: String? = nil,
    errorMessage: String? = nil
  ) throws(WorkbookError) {
    let (sheet, r) = try place(range)
    let texts = CStrings()
    var rule = lxw_data_validation()
    rule.validate = UInt8(LXW_VALIDATION_TYPE_DATE.rawValue)
    rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO.rawValue)
    rule.value_datetime.year = Int32(clamping: day.year)
    rule.value_datetime.month = Int32(clamping: day.month)
    rule.value_datetime.day = Int32(clamping: day.day)
    rule.error_title = texts.copy(errorTitle)
    rule.error_message = texts.copy(errorMessage)
    let code = withExtendedLifetime(texts) {
      worksheet_data_validation_range(sheet, r.0, r.1, r.2, r.3, &rule)
    }
    try check(code, range)
  }
}
