internal import CZip
internal import Glibc

/// A ZIP archive in memory as a list of files, so that their contents can be changed and packed again.
struct ZIPArchive {
  struct File {
    var name: String
    var bytes: [UInt8]
  }

  var files: [File]

  init(files: [File]) { self.files = files }

  /// Files by name and text, in order.
  init(_ texts: KeyValuePairs<String, String>) {
    files = texts.map { File(name: $0.key, bytes: Array($0.value.utf8)) }
  }

  /// Unpacks an archive that is known to be sound; `nil` for others.
  init?(bytes: [UInt8]) {
    var copy = bytes
    var files: [File] = []
    let isSound = copy.withUnsafeMutableBytes { raw -> Bool in
      guard let source = zip_source_buffer_create(raw.baseAddress, UInt64(raw.count), 0, nil),
        let zip = zip_open_from_source(source, Int32(ZIP_RDONLY), nil)
      else { return false }
      defer { zip_discard(zip) }
      for index in 0..<UInt64(max(0, zip_get_num_entries(zip, 0))) {
        guard let file = Self.file(zip, index) else { return false }
        files.append(file)
      }
      return true
    }
    guard isSound else { return nil }
    self.files = files
  }

  private static func file(_ zip: OpaquePointer, _ index: UInt64) -> File? {
    var status = zip_stat_t()
    guard zip_stat_index(zip, index, 0, &status) == 0, let name = status.name,
      let opened = zip_fopen_index(zip, index, 0)
    else { return nil }
    defer { zip_fclose(opened) }
    var bytes = [UInt8](repeating: 0, count: Int(status.size))
    guard zip_fread(opened, &bytes, status.size) == Int64(status.size) else { return nil }
    return File(name: String(cString: name), bytes: bytes)
  }

  /// The archive's bytes, packed with deflate; empty when libzip refuses (two files of one name).
  func packed() -> [UInt8] {
    guard let source = zip_source_buffer_create(nil, 0, 0, nil) else { return [] }
    defer { zip_source_free(source) }
    zip_source_keep(source)
    guard let zip = zip_open_from_source(source, Int32(ZIP_CREATE | ZIP_TRUNCATE), nil) else {
      zip_source_free(source)
      return []
    }
    for file in files {
      guard let copy = malloc(max(1, file.bytes.count)) else { continue }
      file.bytes.withUnsafeBytes { raw in _ = raw.baseAddress.map { memcpy(copy, $0, raw.count) } }
      guard let content = zip_source_buffer(zip, copy, UInt64(file.bytes.count), 1) else { continue }
      if zip_file_add(zip, file.name, content, UInt32(ZIP_FL_ENC_UTF_8)) < 0 { zip_source_free(content) }
    }
    guard zip_close(zip) == 0 else {
      zip_discard(zip)
      return []
    }
    return Self.content(of: source)
  }

  private static func content(of source: OpaquePointer) -> [UInt8] {
    var status = zip_stat_t()
    guard zip_source_stat(source, &status) == 0, zip_source_open(source) == 0 else { return [] }
    defer { zip_source_close(source) }
    var bytes = [UInt8](repeating: 0, count: Int(status.size))
    let got = zip_source_read(source, &bytes, status.size)
    return got == Int64(status.size) ? bytes : []
  }
}
