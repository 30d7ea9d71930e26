using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Xtablo.Web.Hosting;

/// <summary>Protection under keys that nodes share: what another protected a moment ago can be read here.</summary>
internal sealed class SharedProtection(IDataProtectionProvider own, IKeyManager keys) : IDataProtectionProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly KeysOfOthers _keys = (KeysOfOthers)keys;

    public IDataProtector CreateProtector(string purpose) => new Protector(own.CreateProtector(purpose), _keys);

    private sealed class Protector(IDataProtector own, KeysOfOthers keys) : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => new Protector(own.CreateProtector(purpose), keys);

        public byte[] Protect(byte[] plaintext) => own.Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData)
        {
            try
            {
                return own.Unprotect(protectedData);
            }
            catch (CryptographicException)
            {
                byte[]? text = null;
                if (keys.AreNewFor(protectedData)
                    && SpinWait.SpinUntil(() => (text = TryUnprotect(protectedData)) is not null, Patience))
                {
                    return text!;
                }

                throw;
            }
        }

        /// <summary>Null until the framework has read the keys again, which it does beside its callers.</summary>
        private byte[]? TryUnprotect(byte[] protectedData)
        {
            try
            {
                return own.Unprotect(protectedData);
            }
            catch (CryptographicException)
            {
                return null;
            }
        }
    }
}
