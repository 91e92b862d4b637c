namespace CrossSell.Ledger;

/// <summary>What is left of something that all customers share: units of a product, calls of a day, a budget.</summary>
/// <param name="Name">Which volume.</param>
/// <param name="Used">How much is taken, from 0 to <paramref name="Cap"/>; above it only when the cap was lowered later.</param>
/// <param name="Cap">How much there is; 0 means none.</param>
public sealed record Volume(VolumeKey Name, long Used, long Cap);
