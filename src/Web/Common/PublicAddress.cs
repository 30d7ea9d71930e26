using Xtablo.Application.Common;

namespace Xtablo.Web.Common;

/// <summary>
/// Where people find this server. Never from the request: whoever asks may name any host (OWASP ASVS 5.0, 4.2.1 and 3.4.2).
/// </summary>
internal sealed class PublicAddress(Settings settings)
{
    /// <summary>A local address as a whole one; as it is when nobody has said by which name people come.</summary>
    public string Of(string path) => settings.PublicUrl is { } address ? new Uri(address, path).AbsoluteUri : path;
}
