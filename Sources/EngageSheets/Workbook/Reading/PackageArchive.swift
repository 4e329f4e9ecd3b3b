internal import CZip
internal import Glibc

/// The ZIP archive that a workbook is: its parts by name, opened as streams, with bounds on what they unpack to.
final class PackageArchive {
  /// A file inside the archive.
  struct Part {
    let index: UInt64
    let name: String
    let packedBytes: Int
    let unpackedBytes: Int
  }

  let path: String
  let limits: WorkbookLimits
  /// Parts by name, in lower case and with `/` between folders: writers differ in both.
  private(set) var parts: [String: Part] = [:]
  private let zip: OpaquePointer
  /// The archive's own bytes where it is read from memory.
  private let memory: UnsafeMutableBufferPointer<UInt8>?

  /// Opens the archive at `path` and lists its parts.
  convenience init(path: String, limits: WorkbookLimits) throws(WorkbookReadError) {
    var code: Int32 = 0
    guard let opened = zip_open(path, Int32(ZIP_RDONLY), &code) else {
      throw WorkbookReadError(.damaged, path: path)
    }
    try self.init(zip: opened, memory: nil, path: path, limits: limits)
  }

  /// Opens an archive held in memory; `name` stands for its path in errors.
  convenience init(bytes: [UInt8], name: String, limits: WorkbookLimits) throws(WorkbookReadError) {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
    _ = copy.update(from: bytes)
    guard let source = zip_source_buffer_create(copy.baseAddress, UInt64(bytes.count), 0, nil),
      let opened = zip_open_from_source(source, Int32(ZIP_RDONLY), nil)
    else {
      copy.deallocate()
      throw WorkbookReadError(.damaged, path: name)
    }
    try self.init(zip: opened, memory: copy, path: name, limits: limits)
  }

  private init(
    zip: OpaquePointer, memory: UnsafeMutableBufferPointer<UInt8>?, path: String, limits: WorkbookLimits
  ) throws(WorkbookReadError) {
    (self.zip, self.memory, self.path, self.limits) = (zip, memory, path, limits)
    try list()
  }

  deinit {
    zip_discard(zip)
    memory?.deallocate()
  }

  /// A part by its name in any case.
  func part(_ name: String) -> Part? { parts[Self.key(name)] }

  /// A part that must be there.
  func required(_ name: String) throws(WorkbookReadError) -> Part {
    guard let part = part(name) else { throw WorkbookReadError(.missingPart(name), path: path) }
    return part
  }

  private func list() throws(WorkbookReadError) {
    let count = zip_get_num_entries(zip, 0)
    guard count <= limits.entries else {
      throw WorkbookReadError(.tooLarge("it holds \(count) files, more than \(limits.entries)"), path: path)
    }
    for index in 0..<UInt64(max(0, count)) {
      var status = zip_stat_t()
      guard zip_stat_index(zip, index, UInt32(ZIP_FL_ENC_GUESS), &status) == 0, let raw = status.name else {
        throw WorkbookReadError(.damaged, path: path)
      }
      let part = Part(
        index: index, name: String(cString: raw), packedBytes: Int(clamping: status.comp_size),
        unpackedBytes: Int(clamping: status.size))
      if status.encryption_method != 0 { throw WorkbookReadError(.encrypted, path: path) }
      if parts.updateValue(part, forKey: Self.key(part.name)) != nil {
        throw WorkbookReadError(.contradiction("it holds two parts “\(part.name)”"), path: path)
      }
    }
  }

  private static func key(_ name: String) -> String {
    let plain = name.lowercased()
    return plain.contains("\\") ? String(plain.map { $0 == "\\" ? "/" : $0 }) : plain
  }

  /// Lends a part as a stream: `body` calls `read` until it gives 0.
  func withStream<Result>(
    of part: Part, _ body: (_ stream: inout PartStream) throws(WorkbookReadError) -> Result
  ) throws(WorkbookReadError) -> Result {
    let packed = max(1, part.packedBytes)
    guard part.unpackedBytes <= limits.unpackedBytes else {
      throw WorkbookReadError(
        .tooLarge("its part “\(part.name)” unpacks to more than \(limits.unpackedBytes >> 20) MiB"),
        path: path)
    }
    guard part.unpackedBytes < 1 << 24 || part.unpackedBytes / packed <= limits.unpackedRatio else {
      throw WorkbookReadError(
        .tooLarge("its part “\(part.name)” unpacks to \(part.unpackedBytes / packed) times its size"),
        path: path)
    }
    guard let file = zip_fopen_index(zip, part.index, 0) else {
      throw WorkbookReadError(.damaged, path: path)
    }
    defer { zip_fclose(file) }
    var stream = PartStream(file: file, part: part, path: path)
    return try body(&stream)
  }
}

/// The unpacked bytes of a part, read piece by piece.
struct PartStream {
  fileprivate let file: OpaquePointer
  fileprivate let part: PackageArchive.Part
  fileprivate let path: String
  private var total = 0

  fileprivate init(file: OpaquePointer, part: PackageArchive.Part, path: String) {
    (self.file, self.part, self.path) = (file, part, path)
  }

  /// Fills `buffer` with up to `count` bytes; 0 at the end.
  /// - Throws: when the archive is damaged or unpacks to more than it declares.
  mutating func read(_ buffer: UnsafeMutableRawPointer, _ count: Int) throws(WorkbookReadError) -> Int {
    let got = zip_fread(file, buffer, UInt64(count))
    guard got >= 0 else { throw WorkbookReadError(.damaged, path: path) }
    total += Int(got)
    guard total <= part.unpackedBytes else { throw WorkbookReadError(.damaged, path: path) }
    return Int(got)
  }
}
