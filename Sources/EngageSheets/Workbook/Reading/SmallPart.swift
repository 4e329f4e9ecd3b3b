internal import CExpat

/// The elements of a small part (relationships, content types, the workbook itself, styles) as values.
struct SmallPart: PartScan {
  /// An element with its attributes; names are without prefix.
  struct Element {
    let name: String
    let parent: String
    let attributes: [String: String]
  }

  var parser: OpaquePointer?
  var refusal: WorkbookReadError.Reason?
  private(set) var elements: [Element] = []
  private let wanted: Set<String>
  private let part: String
  private let most: Int
  private var open: [String] = []

  /// Keeps the elements with the wanted names, `most` at most.
  init(_ part: String, wanted: Set<String>, most: Int = 100_000) {
    (self.part, self.wanted, self.most) = (part, wanted, most)
  }

  static let callbacks = PartCallbacks(
    start: { data, name, attributes in
      guard let name, let attributes else { return }
      data?.assumingMemoryBound(to: SmallPart.self).pointee.start(name, attributes)
    },
    end: { data, _ in data?.assumingMemoryBound(to: SmallPart.self).pointee.end() },
    text: { _, _, _ in },
    documentType: { data, _, _, _, _ in data?.assumingMemoryBound(to: SmallPart.self).pointee.declares() })

  private mutating func start(
    _ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>
  ) {
    let local = Self.local(name)
    if wanted.contains(local) {
      guard elements.count < most else {
        return stop(.tooLarge("its part “\(part)” has more than \(most) entries"))
      }
      var values: [String: String] = [:]
      var at = attributes
      while let key = at[0], let value = at[1] {
        values[Self.local(key)] = String(cString: value)
        at += 2
      }
      elements.append(Element(name: local, parent: open.last ?? "", attributes: values))
    }
    guard open.count < 100 else { return stop(.contradiction("its part “\(part)” is nested too deeply")) }
    open.append(local)
  }

  private mutating func end() { _ = open.popLast() }

  private mutating func declares() { stop(.documentType(part: part)) }

  private static func local(_ name: UnsafePointer<CChar>) -> String {
    let text = String(cString: name)
    guard let colon = text.lastIndex(of: ":") else { return text }
    return String(text[text.index(after: colon)...])
  }
}

extension PackageArchive {
  /// The elements with these names in a part.
  func elements(of part: Part, _ wanted: Set<String>) throws(WorkbookReadError) -> [SmallPart.Element] {
    var scan = SmallPart(part.name, wanted: wanted)
    try parse(part, &scan)
    return scan.elements
  }
}
