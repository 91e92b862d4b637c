using System.Text;

namespace CrossSell.Mining;

/// <summary>The order of ids, <see cref="IdOrder"/>, for text that is not encoded yet.</summary>
internal sealed class ItemIdOrder : IComparer<string>
{
    private const int UsualBytes = 256;

    public static readonly ItemIdOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        Span<byte> xRoom = stackalloc byte[UsualBytes];
        Span<byte> yRoom = stackalloc byte[UsualBytes];
        return IdOrder.Compare(Encode(x!, xRoom), Encode(y!, yRoom));
    }

    private static ReadOnlySpan<byte> Encode(string id, Span<byte> room) =>
        Encoding.UTF8.TryGetBytes(id, room, out int length) ? room[..length] : Encoding.UTF8.GetBytes(id);
}
