/// Places by which somebody could be recognised: streets, estates, schools, shops, mosques. Where a text names one, a
/// redaction suggests to hide it.
public struct PlaceList: Sendable, Hashable, Codable {
  /// In the order of the file.
  public var names: [String]

  public init(names: [String] = []) { self.names = names }
}
