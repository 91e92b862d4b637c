using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>The steps of the protocol as dispatch takes them; <see cref="Send"/> says null when nothing left the house.</summary>
internal sealed record DispatchSteps(
    Func<Contact, CancellationToken, Task<CrossSell.Ledger.Dispatch>> Begin,
    Func<Contact, CancellationToken, Task<ContactState?>> Send,
    Func<Contact, ContactState, Task<Settlement>> Commit,
    Func<Contact, bool, Task<Settlement>> Release);
