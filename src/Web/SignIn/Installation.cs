using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Xtablo.Web.SignIn;

/// <summary>
/// Tells this installation from another one on the same host: cookies know no ports (RFC 6265, 8.5), so that without its mark
/// in their names each would sign the other's people out. The mark is that of the oldest of the keys, which all nodes share.
/// </summary>
internal sealed class Installation(IKeyManager keys, IDataProtectionProvider protection)
{
    private readonly Lazy<string> _mark = new(
        () =>
        {
            protection.CreateProtector("Xtablo.Installation").Protect([]); // makes the first key, if there is none
            return keys.GetAllKeys().OrderBy(key => key.CreationDate).ThenBy(key => key.KeyId).First().KeyId.ToString("N")[..8];
        },
        LazyThreadSafetyMode.PublicationOnly); // what fails is not remembered: the keys may be in a database that comes back

    /// <summary>Eight hexadecimal digits, the same for as long as the keys are kept.</summary>
    public string Mark => _mark.Value;
}
