"""HyperKitty alone, on SQLite in its own folder, as its documentation has it; only what it needs."""
import os

BASE_DIR = os.path.dirname(os.path.abspath(__file__))
SECRET_KEY = 'loopback-only'
DEBUG = False
ALLOWED_HOSTS = ['127.0.0.1']
SITE_ID = 1
ROOT_URLCONF = 'urls'
TIME_ZONE = 'UTC'
USE_TZ = True
USE_I18N = True
LANGUAGE_CODE = 'en-us'
DEFAULT_AUTO_FIELD = 'django.db.models.AutoField'

INSTALLED_APPS = (
    'hyperkitty', 'django_mailman3',
    'django.contrib.auth', 'django.contrib.contenttypes', 'django.contrib.sessions', 'django.contrib.sites',
    'django.contrib.messages', 'django.contrib.staticfiles', 'django.contrib.humanize',
    'rest_framework', 'django_gravatar', 'compressor', 'haystack', 'django_extensions', 'django_q',
    'allauth', 'allauth.account', 'allauth.socialaccount',
)
MIDDLEWARE = (
    'django.contrib.sessions.middleware.SessionMiddleware',
    'django.middleware.common.CommonMiddleware',
    'django.middleware.csrf.CsrfViewMiddleware',
    'django.middleware.locale.LocaleMiddleware',
    'django.contrib.auth.middleware.AuthenticationMiddleware',
    'django.contrib.messages.middleware.MessageMiddleware',
    'django_mailman3.middleware.TimezoneMiddleware',
)
TEMPLATES = [{
    'BACKEND': 'django.template.backends.django.DjangoTemplates',
    'APP_DIRS': True,
    'OPTIONS': {'context_processors': [
        'django.template.context_processors.i18n',
        'django.template.context_processors.static',
        'django.template.context_processors.tz',
        'django.template.context_processors.csrf',
        'django.template.context_processors.request',
        'django.contrib.auth.context_processors.auth',
        'django.contrib.messages.context_processors.messages',
        'django_mailman3.context_processors.common',
        'hyperkitty.context_processors.common',
    ]},
}]
DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': os.path.join(BASE_DIR, 'hyperkitty.sqlite'), 'OPTIONS': {'timeout': 60}}}

# Nobody answers at this address: there is no mailman, only its archive.
MAILMAN_REST_API_URL = 'http://127.0.0.1:9'
MAILMAN_REST_API_USER = MAILMAN_REST_API_PASS = MAILMAN_ARCHIVER_KEY = 'loopback-only'
MAILMAN_ARCHIVER_FROM = ('127.0.0.1',)

STATIC_URL = '/static/'
STATIC_ROOT = os.path.join(BASE_DIR, 'static')
STATICFILES_FINDERS = (
    'django.contrib.staticfiles.finders.FileSystemFinder',
    'django.contrib.staticfiles.finders.AppDirectoriesFinder',
    'compressor.finders.CompressorFinder',
)
COMPRESS_PRECOMPILERS = (('text/x-scss', 'sassc -t compressed {infile} {outfile}'), ('text/x-sass', 'sassc -t compressed {infile} {outfile}'))
COMPRESS_OFFLINE = True

LOGIN_URL = 'account_login'
LOGIN_REDIRECT_URL = 'hk_root'
LOGOUT_URL = 'account_logout'
EMAIL_BACKEND = 'django.core.mail.backends.dummy.EmailBackend'
AUTHENTICATION_BACKENDS = ('django.contrib.auth.backends.ModelBackend', 'allauth.account.auth_backends.AuthenticationBackend')
ACCOUNT_EMAIL_VERIFICATION = 'none'
ACCOUNT_EMAIL_REQUIRED = True
ACCOUNT_RATE_LIMITS = {}

HAYSTACK_CONNECTIONS = {'default': {'ENGINE': 'haystack.backends.whoosh_backend.WhooshEngine', 'PATH': os.path.join(BASE_DIR, 'fulltext')}}
# Work that would wait for another process is done at once.
Q_CLUSTER = {'orm': 'default', 'sync': True}
