internal import CXLSXWriter

extension CellFormat {
  /// Sets everything that differs from the default on the library's format.
  func apply(to raw: UnsafeMutablePointer<lxw_format>) {
    applyFont(to: raw)
    if let background {
      format_set_pattern(raw, UInt8(LXW_PATTERN_SOLID.rawValue))
      format_set_bg_color(raw, background.code)
    }
    if let numberFormat { format_set_num_format(raw, SheetText.plain(numberFormat)) }
    switch horizontal {
    case .left: format_set_align(raw, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .centre: format_set_align(raw, UInt8(LXW_ALIGN_CENTER.rawValue))
    case .right: format_set_align(raw, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case nil: break
    }
    switch vertical {
    case .top: format_set_align(raw, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    case .centre: format_set_align(raw, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    case .bottom: format_set_align(raw, UInt8(LXW_ALIGN_VERTICAL_BOTTOM.rawValue))
    case nil: break
    }
    if wraps { format_set_text_wrap(raw) }
    if isUnlocked { format_set_unlocked(raw) }
    if indent > 0 { format_set_indent(raw, UInt8(min(indent, 250))) }
    applyBorders(to: raw)
  }

  private func applyFont(to raw: UnsafeMutablePointer<lxw_format>) {
    if let fontName { format_set_font_name(raw, SheetText.plain(fontName)) }
    if let fontSize { format_set_font_size(raw, fontSize) }
    if isBold { format_set_bold(raw) }
    if isItalic { format_set_italic(raw) }
    if isUnderlined { format_set_underline(raw, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
    if let colour { format_set_font_color(raw, colour.code) }
  }

  private func applyBorders(to raw: UnsafeMutablePointer<lxw_format>) {
    if borders.top != .none { format_set_top(raw, borders.top.rawValue) }
    if borders.bottom != .none { format_set_bottom(raw, borders.bottom.rawValue) }
    if borders.left != .none { format_set_left(raw, borders.left.rawValue) }
    if borders.right != .none { format_set_right(raw, borders.right.rawValue) }
    if let colour = borders.colour { format_set_border_color(raw, colour.code) }
  }
}
