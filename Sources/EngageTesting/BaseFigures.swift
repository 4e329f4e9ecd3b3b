public import EngageReport

extension Base {
  /// How many answered and how many did not, without whom that counts.
  public var figures: [Double?] { [answered, missing] }
}
