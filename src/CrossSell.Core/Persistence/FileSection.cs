namespace CrossSell;

/// <summary>A named part of a model file.</summary>
/// <param name="Name">Up to 16 ASCII characters.</param>
/// <param name="Version">The version of the section's own layout; a reader reads its own and every earlier one.</param>
/// <param name="Content">The section's bytes.</param>
internal sealed record FileSection(string Name, int Version, ReadOnlyMemory<byte> Content);
