internal import CExpat
internal import Glibc
internal import Synchronization

/// What listens while a part of a workbook is parsed. It is told elements and text by C callbacks, which reach it
/// through a pointer, so that no object is retained and no String made per element.
protocol PartScan {
  /// The parser at work, so that the scan can stop it.
  var parser: OpaquePointer? { get set }
  /// Why the scan stopped the parser; `nil` where it has seen enough.
  var refusal: WorkbookReadError.Reason? { get set }
  /// The cell where it stopped, if any.
  var refusedCell: String? { get }
  /// Callbacks whose first argument points to this scan.
  static var callbacks: PartCallbacks { get }
}

/// The C functions of one kind of scan.
struct PartCallbacks {
  let start: XML_StartElementHandler
  let end: XML_EndElementHandler
  let text: XML_CharacterDataHandler
  let documentType: XML_StartDoctypeDeclHandler
}

extension PartScan {
  var refusedCell: String? { nil }

  /// Ends the parse; nothing more is told.
  mutating func stop(_ reason: WorkbookReadError.Reason? = nil) {
    if refusal == nil { refusal = reason }
    XML_StopParser(parser, UInt8(XML_FALSE))
  }
}

extension PackageArchive {
  /// Parses a part through `scan`, never holding more than a piece of it.
  /// - Throws: what the scan refuses; `invalidXML`, `documentType`, `damaged`, `tooLarge`.
  func parse<Scan: PartScan>(_ part: Part, _ scan: inout Scan) throws(WorkbookReadError) {
    var memory = boundedMemory
    guard let parser = XML_ParserCreate_MM(nil, &memory, nil) else {
      throw WorkbookReadError(.tooLarge("there is not enough memory"), path: path)
    }
    defer { XML_ParserFree(parser) }
    let callbacks = Scan.callbacks
    XML_SetElementHandler(parser, callbacks.start, callbacks.end)
    XML_SetCharacterDataHandler(parser, callbacks.text)
    XML_SetStartDoctypeDeclHandler(parser, callbacks.documentType)
    scan.parser = parser
    defer { scan.parser = nil }
    let path = self.path
    try withUnsafeMutablePointer(to: &scan) { (pointer) throws(WorkbookReadError) in
      XML_SetUserData(parser, pointer)
      try withStream(of: part) { (stream) throws(WorkbookReadError) in
        while try step(parser, &stream, part: part) {}
      }
      if let refusal = pointer.pointee.refusal {
        throw WorkbookReadError(refusal, path: path, cell: pointer.pointee.refusedCell)
      }
    }
  }

  /// Feeds one piece; false when the part is through or the scan has stopped.
  private func step(
    _ parser: OpaquePointer, _ stream: inout PartStream, part: Part
  ) throws(WorkbookReadError) -> Bool {
    let piece = 1 << 16
    guard let buffer = XML_GetBuffer(parser, Int32(piece)) else {
      throw WorkbookReadError(
        .tooLarge("its part “\(part.name)” needs more memory than any spreadsheet does"), path: path)
    }
    let got = try stream.read(buffer, piece)
    let status = XML_ParseBuffer(parser, Int32(got), got == 0 ? 1 : 0)
    if status != XML_STATUS_OK {
      let code = XML_GetErrorCode(parser)
      if code == XML_ERROR_ABORTED { return false }
      if code == XML_ERROR_NO_MEMORY {
        throw WorkbookReadError(
          .tooLarge("its part “\(part.name)” needs more memory than any spreadsheet does"), path: path)
      }
      throw WorkbookReadError(
        .invalidXML(part: part.name, line: Int(XML_GetCurrentLineNumber(parser))), path: path)
    }
    return got > 0
  }
}

/// What all parsers of the process hold, so that a part of a billion names, or of elements within elements without
/// end, stops at ``parserBytes`` and not at the machine's memory. A workbook's own parts need some hundred KiB.
private let heldBytes = Atomic<Int>(0)
private let parserBytes = 1 << 26

private let boundedMemory = XML_Memory_Handling_Suite(
  malloc_fcn: { resized(nil, to: $0) }, realloc_fcn: { resized($0, to: $1) },
  free_fcn: { pointer in
    guard let block = pointer?.advanced(by: -sizeHeader) else { return }
    heldBytes.subtract(block.load(as: Int.self), ordering: .relaxed)
    free(block)
  })

/// Each block is preceded by its size.
private let sizeHeader = 16

private func resized(_ old: UnsafeMutableRawPointer?, to size: Int) -> UnsafeMutableRawPointer? {
  let block = old?.advanced(by: -sizeHeader)
  let before = block?.load(as: Int.self) ?? 0
  guard size >= 0, size <= parserBytes,
    heldBytes.load(ordering: .relaxed) - before + size <= parserBytes,
    let made = realloc(block, size + sizeHeader)
  else { return nil }
  heldBytes.add(size - before, ordering: .relaxed)
  made.storeBytes(of: size, as: Int.self)
  return made.advanced(by: sizeHeader)
}
