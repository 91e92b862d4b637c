namespace CrossSell;

/// <summary>
/// Thrown by a sender that is certain that nothing left the house, as when an address was malformed. Only this frees the slot: any other exception leaves it
/// open whether something was sent, and then the contact counts and is not sent again.
/// </summary>
public sealed class ContactNotSentException : Exception
{
    /// <summary>Says why nothing was sent.</summary>
    /// <param name="message">The reason, without personal data.</param>
    /// <param name="innerException">The cause, or null.</param>
    public ContactNotSentException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
