using CrossSell.Ledger;

namespace CrossSell;

/// <summary>Who is contacted when and how over some weeks, and who is not and why.</summary>
/// <remarks>Immutable. Nothing is reserved: give the requests to <see cref="CrossSellEngine.ReserveAsync(IReadOnlyList{ContactRequest}, BatchMode, CancellationToken)"/>.</remarks>
/// <param name="Contacts">The contacts, by instant; ties by customer, then key.</param>
/// <param name="LeftOut">The others, in the order of importance, each with what speaks against the best way of it.</param>
public sealed record ContactPlan(IReadOnlyList<ScheduledContact> Contacts, IReadOnlyList<(ContactWish Wish, IReadOnlyList<Veto> Reasons)> LeftOut);
