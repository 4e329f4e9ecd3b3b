internal import CExpat

/// The texts that a workbook's cells share, in one buffer, each already as the CSV field it will become.
struct SharedTexts {
  private var bytes = ByteBuffer(capacity: 1 << 12)
  private var offsets: UnsafeMutablePointer<UInt32>
  private(set) var count = 0
  private var capacity = 1 << 10

  init() {
    offsets = .allocate(capacity: capacity + 1)
    offsets[0] = 0
  }

  /// Frees the texts; the owner calls it once.
  func deallocate() {
    bytes.deallocate()
    offsets.deallocate()
  }

  var byteCount: Int { bytes.count }

  /// The field of a text; `index` must be below ``count``.
  @inline(__always)
  func field(_ index: Int) -> (start: UnsafePointer<UInt8>, count: Int) {
    let from = Int(offsets[index])
    return (UnsafePointer(bytes.start) + from, Int(offsets[index &+ 1]) &- from)
  }

  mutating func append(_ text: UnsafePointer<UInt8>, _ length: Int) {
    bytes.appendField(text, length)
    if count == capacity {
      let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * 2 + 1)
      larger.update(from: offsets, count: count + 1)
      offsets.deallocate()
      offsets = larger
      capacity *= 2
    }
    count += 1
    offsets[count] = UInt32(truncatingIfNeeded: bytes.count)
  }
}

/// Reads the part with the shared texts: runs of rich text are joined, phonetic runs left out.
struct SharedTextsScan: PartScan {
  var parser: OpaquePointer?
  var refusal: WorkbookReadError.Reason?
  private(set) var texts = SharedTexts()
  private var current = ByteBuffer(capacity: 1 << 10)
  private var collects = false
  private var isInText = false
  /// How many phonetic runs are open.
  private var phonetic = 0
  private var isFirst = true
  private var names = ElementNames()
  private let limits: WorkbookLimits
  private let part: String

  init(part: String, limits: WorkbookLimits) { (self.part, self.limits) = (part, limits) }

  /// Frees what only the scan needs; the texts live on.
  func finish() { current.deallocate() }

  static let callbacks = PartCallbacks(
    start: { data, name, _ in
      if let name { data?.assumingMemoryBound(to: SharedTextsScan.self).pointee.start(name) }
    },
    end: { data, name in
      if let name { data?.assumingMemoryBound(to: SharedTextsScan.self).pointee.end(name) }
    },
    text: { data, text, count in
      if let text { data?.assumingMemoryBound(to: SharedTextsScan.self).pointee.add(text, Int(count)) }
    },
    documentType: { data, _, _, _, _ in data?.assumingMemoryBound(to: SharedTextsScan.self).pointee.declares()
    })

  private mutating func start(_ name: UnsafePointer<CChar>) {
    if isFirst {
      names = ElementNames(root: name)
      isFirst = false
      return
    }
    guard let name = names.local(name) else { return }
    if isNamed(name, "si") {
      current.count = 0
      isInText = true
    } else if isNamed(name, "t") {
      collects = isInText && phonetic == 0
    } else if isNamed(name, "rPh") {
      phonetic += 1
    }
  }

  private mutating func add(_ text: UnsafePointer<CChar>, _ count: Int) {
    guard collects else { return }
    guard current.count + count <= limits.cellBytes else {
      return stop(.tooLarge("a text is longer than \(limits.cellBytes) bytes"))
    }
    text.withMemoryRebound(to: UInt8.self, capacity: count) { current.append($0, count) }
  }

  private mutating func end(_ name: UnsafePointer<CChar>) {
    guard let name = names.local(name) else { return }
    if isNamed(name, "t") {
      collects = false
    } else if isNamed(name, "rPh") {
      phonetic = max(0, phonetic - 1)
    } else if isNamed(name, "si"), isInText {
      isInText = false
      if EscapedText.mayHoldEscapes(current.start, current.count) { EscapedText.decode(&current, from: 0) }
      texts.append(current.start, current.count)
      if texts.byteCount > limits.sharedTextBytes {
        stop(.tooLarge("its texts are longer than \(limits.sharedTextBytes >> 20) MiB together"))
      }
    }
  }

  private mutating func declares() { stop(.documentType(part: part)) }
}

/// Element names without the prefix that the part's root has; some writers prefix every element (`x:row`).
struct ElementNames {
  private var prefix: [CChar] = []

  init() {}

  init(root: UnsafePointer<CChar>) {
    var length = 0
    while root[length] != 0, root[length] != 0x3A { length += 1 }
    if root[length] == 0x3A { prefix = (0...length).map { root[$0] } }
  }

  /// The name after the prefix; `nil` for elements of other vocabularies.
  @inline(__always)
  func local(_ name: UnsafePointer<CChar>) -> UnsafePointer<CChar>? {
    if prefix.isEmpty { return name }
    for (index, byte) in prefix.enumerated() where name[index] != byte { return nil }
    return name + prefix.count
  }
}

/// Whether a C string says exactly this.
@inline(__always)
func isNamed(_ name: UnsafePointer<CChar>, _ expected: StaticString) -> Bool {
  let length = expected.utf8CodeUnitCount
  for index in 0...length where UInt8(bitPattern: name[index]) != expected.utf8Start[index] { return false }
  return true
}
