internal import CXLSXWriter
internal import Glibc

extension Worksheet {
  /// Draws a chart with its upper left corner in a cell.
  /// - Throws: for a chart without series, a series off its sheet, or a sheet that does not exist.
  public func insert(_ chart: SheetChart, row: Int, column: Int) throws(WorkbookError) {
    let (sheet, at) = try place(row, column)
    try checkChart(chart, row, column)
    guard let raw = workbook_add_chart(try file.handle(), chart.kind.code) else {
      throw WorkbookError("not enough memory for a chart", path: file.path, sheet: name)
    }
    for series in chart.series { try add(series, of: chart.kind, to: raw, row, column) }
    chart.applyTitleAndLegend(to: raw)
    try applyLegendGaps(chart, to: raw, row, column)
    // In lying bars the library's x axis is the one with the numbers.
    let (x, y) = (raw.pointee.x_axis, raw.pointee.y_axis)
    chart.categoryAxis.apply(to: chart.kind.isLying ? y : x)
    chart.valueAxis.apply(to: chart.kind.isLying ? x : y)
    if let gap = chart.gap { chart_set_series_gap(raw, UInt16(min(max(gap, 0), 500))) }
    if let overlap = chart.overlap { chart_set_series_overlap(raw, Int8(min(max(overlap, -100), 100))) }
    chart.applyBackground(to: raw)
    let texts = CStrings()
    var options = lxw_chart_options()
    // The library scales its default of 480 by 288 pixels.
    options.x_scale = Double(max(1, chart.width)) / 480
    options.y_scale = Double(max(1, chart.height)) / 288
    options.x_offset = Int32(clamping: chart.offsetX)
    options.y_offset = Int32(clamping: chart.offsetY)
    options.object_position = UInt8(LXW_OBJECT_MOVE_DONT_SIZE.rawValue)
    options.description = texts.copy(chart.altText)
    let code = withExtendedLifetime(texts) {
      worksheet_insert_chart_opt(sheet, at.row, at.column, raw, &options)
    }
    try check(code, row, column)
  }

  private func checkChart(_ chart: SheetChart, _ row: Int, _ column: Int) throws(WorkbookError) {
    func refuse(_ message: String) -> WorkbookError {
      WorkbookError(message, path: file.path, sheet: name, cell: cellName(row: row, column: column))
    }
    if chart.series.isEmpty { throw refuse("a chart needs at least one series") }
    for series in chart.series {
      guard series.values.isOnSheet, series.categories?.isOnSheet ?? true else {
        throw refuse("the cells of a chart's series are off the sheet")
      }
      guard file.sheetNames.contains(series.sheet) else {
        throw refuse("a chart's series names the sheet “\(series.sheet)”, which does not exist")
      }
    }
  }

  private func add(
    _ series: SheetChart.Series, of kind: SheetChart.Kind, to chart: UnsafeMutablePointer<lxw_chart>,
    _ row: Int,
    _ column: Int
  ) throws(WorkbookError) {
    let categories = series.categories?.formula(onSheet: series.sheet)
    guard let raw = chart_add_series(chart, categories, series.values.formula(onSheet: series.sheet)) else {
      throw WorkbookError("a series cannot be added to the chart", path: file.path, sheet: name)
    }
    // A name that starts with "=" would be a reference.
    if let text = series.name { chart_series_set_name(raw, plainName(text)) }
    if let colour = series.colour {
      if case .line = kind {
        var line = lxw_chart_line()
        line.color = colour.code
        line.width = Float(series.lineWidth ?? 2.25)
        chart_series_set_line(raw, &line)
      } else {
        var fill = lxw_chart_fill()
        fill.color = colour.code
        chart_series_set_fill(raw, &fill)
      }
    }
    if let labels = series.labels { labels.apply(to: raw) }
    if !series.pointColours.isEmpty {
      try check(setPoints(series.pointColours, of: raw), row, column)
    }
  }

  private func setPoints(
    _ colours: [SheetColour?], of series: UnsafeMutablePointer<lxw_chart_series>
  ) -> lxw_error {
    let fills = UnsafeMutablePointer<lxw_chart_fill>.allocate(capacity: colours.count)
    fills.initialize(repeating: lxw_chart_fill(), count: colours.count)
    let points = UnsafeMutablePointer<lxw_chart_point>.allocate(capacity: colours.count)
    points.initialize(repeating: lxw_chart_point(), count: colours.count)
    defer {
      fills.deallocate()
      points.deallocate()
    }
    for (index, colour) in colours.enumerated() {
      guard let colour else { continue }
      fills[index].color = colour.code
      points[index].fill = fills + index
    }
    var list: [UnsafeMutablePointer<lxw_chart_point>?] = colours.indices.map { points + $0 } + [nil]
    return chart_series_set_points(series, &list)
  }

  private func applyLegendGaps(
    _ chart: SheetChart, to raw: UnsafeMutablePointer<lxw_chart>, _ row: Int, _ column: Int
  ) throws(WorkbookError) {
    guard !chart.seriesOutOfLegend.isEmpty else { return }
    var list = chart.seriesOutOfLegend.map { Int16(clamping: $0) } + [-1]
    try check(chart_legend_delete_series(raw, &list), row, column)
  }
}

/// A text for a title or name; one that starts with "=" gets an invisible mark, since it would be a reference.
private func plainName(_ text: String) -> String {
  let plain = SheetText.plain(text)
  return plain.hasPrefix("=") ? "\u{200B}" + plain : plain
}

extension SheetChart.Kind {
  fileprivate var isLying: Bool {
    switch self {
    case .bar, .barStacked, .barStackedPercent: true
    case .column, .columnStacked, .columnStackedPercent, .line: false
    }
  }

  fileprivate var code: UInt8 {
    let type =
      switch self {
      case .bar: LXW_CHART_BAR
      case .barStacked: LXW_CHART_BAR_STACKED
      case .barStackedPercent: LXW_CHART_BAR_STACKED_PERCENT
      case .column: LXW_CHART_COLUMN
      case .columnStacked: LXW_CHART_COLUMN_STACKED
      case .columnStackedPercent: LXW_CHART_COLUMN_STACKED_PERCENT
      case .line: LXW_CHART_LINE
      }
    return UInt8(type.rawValue)
  }
}

extension SheetChart.Font {
  /// Lends the library's form of the font; the library copies it.
  fileprivate func use(_ body: (UnsafeMutablePointer<lxw_chart_font>) -> Void) {
    let texts = CStrings()
    var raw = lxw_chart_font()
    raw.name = texts.copy(name)
    raw.size = size ?? 0
    // 0 means "not given", which is bold in titles; the library has an explicit value for "not bold".
    raw.bold = isBold ? 1 : UInt8(LXW_EXPLICIT_FALSE.rawValue)
    raw.italic = isItalic ? 1 : 0
    raw.rotation = Int32(min(max(rotation, -90), 90))
    raw.color = colour?.code ?? 0
    withExtendedLifetime(texts) { body(&raw) }
  }
}

extension SheetChart.Labels {
  fileprivate func apply(to series: UnsafeMutablePointer<lxw_chart_series>) {
    chart_series_set_labels(series)
    if let position { chart_series_set_labels_position(series, position.code) }
    if let numberFormat { chart_series_set_labels_num_format(series, SheetText.plain(numberFormat)) }
    font?.use { chart_series_set_labels_font(series, $0) }
  }
}

extension SheetChart.Labels.Position {
  fileprivate var code: UInt8 {
    let position =
      switch self {
      case .centre: LXW_CHART_LABEL_POSITION_CENTER
      case .insideEnd: LXW_CHART_LABEL_POSITION_INSIDE_END
      case .insideBase: LXW_CHART_LABEL_POSITION_INSIDE_BASE
      case .outsideEnd: LXW_CHART_LABEL_POSITION_OUTSIDE_END
      case .above: LXW_CHART_LABEL_POSITION_ABOVE
      }
    return UInt8(position.rawValue)
  }
}

extension SheetChart.Axis {
  fileprivate func apply(to axis: UnsafeMutablePointer<lxw_chart_axis>?) {
    guard let axis else { return }
    if let name { chart_axis_set_name(axis, plainName(name)) }
    nameFont?.use { chart_axis_set_name_font(axis, $0) }
    font?.use { chart_axis_set_num_font(axis, $0) }
    if let numberFormat { chart_axis_set_num_format(axis, SheetText.plain(numberFormat)) }
    if isReversed { chart_axis_set_reverse(axis) }
    if let minimum { chart_axis_set_min(axis, minimum) }
    if let maximum { chart_axis_set_max(axis, maximum) }
    if let step { chart_axis_set_major_unit(axis, step) }
    if isOff { chart_axis_off(axis) }
    if let gridlines { chart_axis_major_gridlines_set_visible(axis, gridlines ? 1 : 0) }
    if let gridColour, gridlines != false {
      var line = lxw_chart_line()
      line.color = gridColour.code
      chart_axis_major_gridlines_set_line(axis, &line)
    }
    if hidesLine {
      var line = lxw_chart_line()
      line.none = 1
      chart_axis_set_line(axis, &line)
    }
  }
}

extension SheetChart {
  fileprivate func applyTitleAndLegend(to raw: UnsafeMutablePointer<lxw_chart>) {
    if let title {
      chart_title_set_name(raw, plainName(title))
      titleFont?.use { chart_title_set_name_font(raw, $0) }
    } else {
      chart_title_off(raw)
    }
    let position =
      switch legend {
      case .none: LXW_CHART_LEGEND_NONE
      case .right: LXW_CHART_LEGEND_RIGHT
      case .left: LXW_CHART_LEGEND_LEFT
      case .top: LXW_CHART_LEGEND_TOP
      case .bottom: LXW_CHART_LEGEND_BOTTOM
      }
    chart_legend_set_position(raw, UInt8(position.rawValue))
    legendFont?.use { chart_legend_set_font(raw, $0) }
  }

  fileprivate func applyBackground(to raw: UnsafeMutablePointer<lxw_chart>) {
    if hidesFrame {
      var line = lxw_chart_line()
      line.none = 1
      chart_chartarea_set_line(raw, &line)
    }
    if let background {
      var fill = lxw_chart_fill()
      fill.color = background.code
      chart_chartarea_set_fill(raw, &fill)
    }
  }
}
