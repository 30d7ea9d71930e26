namespace Xtablo.Application.Accounts;

/// <summary>Who is asking, for the log alone.</summary>
public interface ICaller
{
    /// <summary>
    /// The address of the present request, as limits count it; <c>here</c> for the command line and the background.
    /// </summary>
    string Address { get; }
}
