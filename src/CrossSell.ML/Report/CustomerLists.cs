namespace CrossSell.ML;

/// <summary>Which tables of a <see cref="PotentialReport"/> name customers; none is made unless it is asked for.</summary>
[Flags]
public enum CustomerLists
{
    /// <summary>No customer is named.</summary>
    None = 0,

    /// <summary><c>customers</c>: a row a customer, with class, spend, coverage, activity and expected value.</summary>
    Customers = 1,

    /// <summary><c>gaps</c>: what each lacks and may be offered, by expected margin.</summary>
    Gaps = 2,

    /// <summary><c>steps</c>: the next steps on ladders, by expected margin.</summary>
    Steps = 4,

    /// <summary><c>winback</c>: whom to see to, in the order of work.</summary>
    WinBack = 8,

    /// <summary><c>questions</c>: whom to ask what, by what the answer is worth; the thousand most valuable ones.</summary>
    Questions = 16,

    /// <summary><c>class_changes</c>: how each customer's class came about at the days that are looked at, and by changes of the ledger between.</summary>
    ClassChanges = 32,

    /// <summary>All of them.</summary>
    All = Customers | Gaps | Steps | WinBack | Questions | ClassChanges,
}
