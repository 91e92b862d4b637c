namespace CrossSell;

/// <summary>What becomes of a row that was offered.</summary>
internal enum RowVerdict
{
    Take,
    LeaveOut,
    Refuse,
}
